// Keeps an open page up to date while its sources are being written, and lays the problems over it. Only the
// preview serves this script; pages of a published site do not have it.
(() => {
'use strict';
const doc = document, own = new URL('.', doc.currentScript.src);

// ---- Bringing a page up to date ------------------------------------------------------------------
// A live node came from old, and since then scripts and the reader may have changed it. merge makes the changes
// that lead from old to next, and leaves all else alone: what is unfolded, typed in, focused, added by scripts.
// It gives false when it cannot be sure; then the page is loaded again.
const merge = (live, old, next) => {
  if (old.isEqualNode(next)) return true;
  if (live.nodeName !== next.nodeName || old.nodeName !== next.nodeName) return false;
  if (live.nodeType !== Node.ELEMENT_NODE) {
    if (live.nodeValue !== old.nodeValue) return false;
    live.nodeValue = next.nodeValue;
    return true;
  }
  return mergeAttributes(live, old, next) && mergeChildren(live, old, next);
};
const mergeAttributes = (live, old, next) => {
  const names = new Set(old.getAttributeNames().concat(next.getAttributeNames()));
  for (const name of names) {
    const value = next.getAttribute(name);
    if (value === old.getAttribute(name)) continue;
    if (name.startsWith('data-')) return false; // scripts have read it already
    value === null ? live.removeAttribute(name) : live.setAttribute(name, value);
  }
  return true;
};
const mergeChildren = (live, old, next) => {
  const places = place(live, old), steps = places && compare([...old.childNodes], [...next.childNodes]);
  if (!steps) return false;
  let last = null; // live node after which the next one goes
  for (const [from, to] of steps) {
    const node = from < 0 ? null : places[from];
    if (node && to && node.nodeName === to.nodeName) {
      if (!merge(node, old.childNodes[from], to)) return false;
      last = node;
      continue;
    }
    if (to) {
      if (wired(to)) return false;
      const copy = doc.importNode(to, true);
      last ? last.after(copy) : places[0] ? places[0].before(copy) : live.prepend(copy);
      last = copy;
    }
    if (node) {
      if (node.textContent !== old.childNodes[from].textContent) return false;
      if (places[0] === node) places[0] = node.nextSibling;
      node.remove();
    }
  }
  return true;
};
// place gives the live node of each child of old; scripts may have put others between them.
const place = (live, old) => {
  const list = [];
  let node = live.firstChild;
  for (const child of old.childNodes) {
    while (node && !same(node, child)) node = node.nextSibling;
    if (!node) return null;
    list.push(node);
    node = node.nextSibling;
  }
  return list;
};
const same = (a, b) => a.nodeName === b.nodeName &&
  (a.nodeType === Node.ELEMENT_NODE ? a.id === b.id && a.className === b.className : a.nodeValue === b.nodeValue);
// wired tells of nodes that scripts must see before they work.
const wired = node => node.nodeType === Node.ELEMENT_NODE &&
  [node, ...node.querySelectorAll('*')].some(e => /^(SCRIPT|STYLE|LINK|FORM|IFRAME)$/.test(e.nodeName) || Object.keys(e.dataset || {}).length);
// compare gives pairs [index in a, node of b] that lead from list a to list b; -1 and null stand for none. Between
// the nodes that stay, what goes and what comes is paired in order.
const compare = (a, b) => {
  let start = 0, end = 0;
  const most = Math.min(a.length, b.length);
  while (start < most && a[start].isEqualNode(b[start])) start++;
  while (end < most - start && a[a.length - 1 - end].isEqualNode(b[b.length - 1 - end])) end++;
  const n = a.length - end - start, m = b.length - end - start;
  if (n * m > 250000) return null;
  const common = Array.from({length: n + 1}, () => new Uint16Array(m + 1)), equal = (i, j) => a[start + i].isEqualNode(b[start + j]);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      common[i][j] = equal(i, j) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const steps = [];
  let gone = [], come = [];
  const flush = () => {
    for (let k = 0; k < Math.max(gone.length, come.length); k++) steps.push([k < gone.length ? gone[k] : -1, come[k] || null]);
    gone = [];
    come = [];
  };
  for (let i = 0; i < start; i++) steps.push([i, b[i]]);
  let i = 0, j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && equal(i, j)) { flush(); steps.push([start + i++, b[start + j++]]); }
    else if (j === m || i < n && common[i + 1][j] >= common[i][j + 1]) gone.push(start + i++);
    else come.push(b[start + j++]);
  }
  flush();
  for (let k = end; k > 0; k--) steps.push([a.length - k, b[b.length - k]]);
  return steps;
};

// ---- Loading the page again, as the reader left it ----------------------------------------------
const KEPT = 'ismsite.preview';
const folds = () => [...doc.querySelectorAll('details')];
const fields = () => [...doc.querySelectorAll('input, textarea, select')].filter(e => !e.closest('dialog'));
const reload = () => {
  const all = fields(), at = doc.activeElement;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({
      path: location.pathname, x: scrollX, y: scrollY, folds: folds().map(e => e.open), values: all.map(e => e.value),
      field: all.indexOf(at), id: at ? at.id : '', from: at && at.selectionStart, to: at && at.selectionEnd,
    }));
  } catch (e) { /* no storage: only the browser's own memory */ }
  location.reload();
};
const restore = () => {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
  } catch (e) { /* nothing kept */ }
  if (!kept || kept.path !== location.pathname) return;
  const details = folds(), all = fields();
  if (details.length === kept.folds.length) details.forEach((e, i) => { e.open = kept.folds[i]; });
  const fits = all.length === kept.values.length;
  if (fits) all.forEach((e, i) => { if (e.value !== kept.values[i]) e.value = kept.values[i]; });
  const at = fits && all[kept.field] || kept.id && doc.getElementById(kept.id);
  if (at) {
    at.focus({preventScroll: true});
    if (typeof kept.from === 'number' && at.setSelectionRange) at.setSelectionRange(kept.from, kept.to);
  }
  scrollTo({left: kept.x, top: kept.y, behavior: 'instant'});
};

// ---- Following the builds ------------------------------------------------------------------------
// The server repeats each file's ETag as Server-Timing, so that we know which version the browser has loaded.
const version = entry => entry && entry.serverTiming && (entry.serverTiming.find(t => t.name === 'version') || {}).description;
const tagOf = answer => (answer.headers.get('ETag') || '').replace(/^W\/|"/g, '');
const assets = new Map();
for (const e of doc.querySelectorAll('head link[rel=stylesheet], head script[src]')) {
  const url = e.src || e.href;
  if (new URL(url).origin === location.origin) assets.set(url, version(performance.getEntriesByName(url)[0]));
}
const assetsChanged = async () => {
  const changed = await Promise.all([...assets.keys()].map(async url => {
    const tag = tagOf(await fetch(url, {method: 'HEAD', cache: 'no-store'})), known = assets.get(url);
    assets.set(url, tag);
    return known && known !== tag;
  }));
  return changed.includes(true);
};
let base = null; // the page as it came from the server: {tag, status, doc}
const fetchPage = async () => {
  const headers = base ? {'If-None-Match': '"' + base.tag + '"'} : {};
  const answer = await fetch(location.pathname + location.search, {cache: 'no-store', headers});
  if (answer.status === 304) return base;
  const page = {tag: tagOf(answer), status: answer.status};
  page.doc = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return page;
};
const update = async () => {
  const next = await fetchPage();
  if (!base) {
    const loaded = version(performance.getEntriesByType('navigation')[0]);
    if (loaded && loaded !== next.tag) return reload();
    base = next;
  }
  if (await assetsChanged()) return reload();
  if (next.tag === base.tag && next.status === base.status) return;
  const old = base;
  base = next;
  const root = page => page.doc.documentElement.cloneNode(false);
  if (old.status !== next.status || !old.doc.head.isEqualNode(next.doc.head) || !root(old).isEqualNode(root(next)) ||
      !merge(doc.body, old.doc.body, next.doc.body)) return reload();
  doc.dispatchEvent(new CustomEvent('ismsite:updated')); // for scripts that want to see new content
};
let busy = false, more = false;
const follow = async () => {
  more = true;
  if (busy) return;
  busy = true;
  while (more) {
    more = false;
    try { await update(); } catch (e) { /* the server is away; when it is back the stream says so */ }
  }
  busy = false;
};

// ---- The bar and the list of problems ------------------------------------------------------------
const el = (name, attributes, ...children) => {
  const e = doc.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) if (value !== false && value !== undefined) e.setAttribute(key, value);
  e.append(...children.filter(c => c));
  return e;
};
const LIMIT = 300;
const host = el('div', {id: 'ismsite-preview', lang: 'en', hidden: ''}), shadow = host.attachShadow({mode: 'open'});
const sheet = el('link', {rel: 'stylesheet', href: new URL('preview.css', own).href});
const panel = el('section', {id: 'panel', 'aria-label': 'Problems', tabindex: '-1', hidden: ''});
const count = el('span', {class: 'count'}), failure = el('span', {class: 'failure'});
const button = el('button', {type: 'button', 'aria-expanded': 'false', 'aria-controls': 'panel'}, count, failure);
const status = el('p', {role: 'status', 'aria-live': 'polite', class: 'unseen'});
const frame = el('div', {class: 'frame', hidden: ''}, panel, button);
shadow.append(sheet, frame, status);
let styled = false, away = false, latest = null;
sheet.addEventListener('load', () => { styled = true; host.hidden = false; show(); });

const number = (n, word) => n ? n + ' ' + word + (n > 1 ? 's' : '') : '';
const show = () => {
  if (!styled) return;
  const e = latest || {errors: 0, warnings: 0, notes: 0, error: ''};
  const numbers = [number(e.errors, 'error'), number(e.warnings, 'warning'), number(e.notes, 'note')].filter(Boolean).join(', ');
  const text = away ? 'The preview has stopped' : e.error ? 'Not built' : numbers;
  const line = away ? '' : e.error.split('\n').slice(0, 4).join('\n'); // the panel has all of it
  const level = away || e.error || e.errors ? 'error' : e.warnings ? 'warning' : 'note';
  button.className = level;
  if (count.textContent !== text) count.textContent = text;
  if (failure.textContent !== line) failure.textContent = line;
  const said = text ? text + (line ? ': ' + line : '') : frame.hidden ? status.textContent : 'No problems';
  if (said !== status.textContent) status.textContent = said;
  frame.hidden = !text;
  if (!text) fold(false);
};
const fold = open => {
  const inside = shadow.activeElement && panel.contains(shadow.activeElement);
  panel.hidden = !open;
  button.setAttribute('aria-expanded', String(open));
  if (!open && inside) button.focus();
};
const item = p => {
  const at = p.file + (p.line ? ':' + p.line : '') + (p.column ? ':' + p.column : '');
  const place = p.page && !p.here ? el('a', {href: '/' + p.page.split('/').map(encodeURIComponent).join('/')}, at) : at;
  const extra = (label, text) => text && el('p', {class: 'more'}, el('span', {}, label + ' '), text);
  return el('li', {class: p.severity},
    el('p', {}, el('b', {}, p.severity), ' ', p.message, ' ', el('code', {class: 'check'}, p.check)),
    el('p', {class: 'place'}, place), extra('Why:', p.why), extra('Fix:', p.fix), extra('See:', p.see));
};
const list = (title, problems) => problems.length ? [el('h2', {}, title), el('ul', {}, ...problems.map(item))] : [];
let asked = 0;
const refill = async () => {
  const turn = ++asked;
  const answer = await fetch(new URL('problems.json', own) + '?limit=' + LIMIT + '&page=' + encodeURIComponent(location.pathname), {cache: 'no-store'});
  const got = await answer.json();
  if (turn !== asked) return;
  const here = got.problems.filter(p => p.here), rest = got.problems.filter(p => !p.here), top = panel.scrollTop;
  panel.replaceChildren(
    ...(got.error ? [el('h2', {}, 'The site could not be built; this is the last good one'), el('pre', {}, got.error)] : []),
    ...list('On this page', here), ...list(here.length ? 'Elsewhere' : 'Not on this page', rest),
    ...(got.total > LIMIT ? [el('p', {class: 'more'}, 'And ' + (got.total - LIMIT) + ' more; "ismsite check" lists them all.')] : []));
  panel.scrollTop = top;
};
button.addEventListener('click', () => {
  fold(panel.hidden);
  if (!panel.hidden) panel.focus();
});
doc.addEventListener('keydown', e => {
  if (e.key === 'Escape' && !e.defaultPrevented && !panel.hidden && !doc.querySelector('dialog[open]')) fold(false);
});

// ---- The stream of builds ------------------------------------------------------------------------
// A hidden page does not listen: a browser keeps few connections to one server, and open pages are many.
let stream = null, patience = 0;
const calm = () => { clearTimeout(patience); patience = 0; };
const listen = () => {
  if (doc.hidden === !stream) return;
  calm();
  if (stream) { stream.close(); stream = null; return; }
  stream = new EventSource(new URL('events', own));
  stream.addEventListener('build', e => {
    calm();
    away = false;
    latest = JSON.parse(e.data);
    show();
    follow();
    refill().catch(() => { /* as above */ });
  });
  stream.addEventListener('error', () => { // again at each attempt to connect
    if (!patience) patience = setTimeout(() => { away = true; show(); }, 3000);
  });
};
doc.body.append(host);
restore();
doc.addEventListener('visibilitychange', listen);
listen();
})();
