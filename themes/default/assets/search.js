// The reader's search. Plain script: everything else fails from a folder on disk.
// The first part follows generator/search step by step (cut.go, unit.go, candidate.go, rank.go,
// query.go); a change there is a change here. The second part is the dialog and the search page.
(() => {
'use strict';
const doc = document, html = doc.documentElement, root = html.dataset.root || '';
const text = (key, fallback, ...values) => {
  let s = (window.ismsiteTexts || {})['search.' + key] || fallback;
  values.forEach((v, i) => { s = s.split('{' + i + '}').join(v); });
  return s;
};

// ---- Loading -------------------------------------------------------------------------------------
const loaded = {}, loading = {};
let damaged = false, M;
window.ismsiteSearch = (name, content) => { loaded[name] = content; };
// load gives the content of a shard, or null if it is missing or damaged.
const load = name => loading[name] || (loading[name] = new Promise(done => {
  const s = doc.createElement('script');
  s.src = root + 'search/' + name + '.js' + (M ? '?v=' + M.seal : '');
  s.onload = s.onerror = () => {
    s.remove();
    if (!loaded[name]) { damaged = true; delete loading[name]; }
    done(loaded[name] || null);
  };
  doc.head.append(s);
}));
const digits = s => {
  const list = [];
  s.replace(/~([0-9a-z]+)\.|[0-9A-Za-z]/g, (c, n) => {
    const k = c.charCodeAt(0);
    list.push(n ? parseInt(n, 36) : k < 58 ? k - 48 : k < 91 ? k - 55 : k - 61);
  });
  return list;
};
// open loads the manifest once and unfolds it.
const open = async () => {
  if (M) return M;
  const m = await load('index');
  if (!m || M) return M;
  m.doc = new Uint32Array(m.sections);
  m.lead = [];
  let at = 0;
  digits(m.docs).forEach((n, d) => { m.lead.push(at); m.doc.fill(d, at, at += n); });
  at = 0;
  m.lead.push(m.sections);
  m.starts = digits(m.fragments).map(n => (at += n) - n);
  m.hard = new Set(m.stop);
  m.soft2 = new Set((m.soft || []).concat(m.stop || []));
  return M = m;
};
// before gives the last place in a sorted list whose value is not above v.
const place = (list, v) => {
  let lo = 0, hi = list.length;
  while (lo < hi) { const mid = (lo + hi) >> 1; list[mid] <= v ? lo = mid + 1 : hi = mid; }
  return lo - 1;
};

// ---- Cutting text: cut.go ------------------------------------------------------------------------
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const RUN = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])[\p{L}\p{N}\p{M}_])+/gu;
const NUM = /^\p{N}/u, LET = /^\p{L}/u;
const cut = (s, give) => {
  let u = null, m;
  const flush = () => { if (u) give(u); u = null; };
  RUN.lastIndex = 0;
  while ((m = RUN.exec(s))) {
    const from = m.index, to = from + m[0].length;
    if (m[1]) { flush(); give({from, to, words: [[from, to]], cjk: true}); continue; }
    const gap = u ? s.slice(u.to, from) : '  ';
    if (gap.length === 1) {
      const a = Array.from(s.slice(u.to - 2, u.to)).pop(), an = NUM.test(a);
      if (an && NUM.test(m[0]) ? ".,;'’".includes(gap) : !an && a !== '_' && LET.test(m[0]) && "'’.:·".includes(gap)) {
        u.words[u.words.length - 1][1] = u.to = to;
        continue;
      }
      if ('.:/-'.includes(gap)) { u.words.push([from, to]); u.to = to; continue; }
    }
    flush();
    u = {from, to, words: [[from, to]]};
  }
  flush();
};
const bytes = s => unescape(encodeURIComponent(s)).length;
const isId = (u, s) => u.words.length > 1 && u.words.length < 7 && bytes(s.slice(u.from, u.to)) < 49 && /[0-9]/.test(s.slice(u.from, u.to));
// compound gives "Wi-Fi" as "WiFi", and nothing for other units.
const compound = (u, s) => {
  const w = s.slice(u.from, u.to), joined = w.replace(/-/g, ''), n = u.words.length;
  return n > 1 && n < 4 && !isId(u, s) && joined.length === w.length - n + 1 ? joined : '';
};
const pairs = s => { const c = Array.from(s); return c.length < 2 ? c : c.slice(1).map((b, i) => c[i] + b); };
const fold = w => /^[\x00-\x7f]*$/.test(w) ? w.toLowerCase() : w.normalize('NFKC').toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/’/g, "'").replace(/ß/g, 'ss').normalize('NFC');
const parts = w => /[._:·]/.test(w) ? w.split(/[._:·]+/).filter(p => bytes(p) > 1 && LET.test(p)) : [];
const foldText = s => {
  const list = [];
  s = s.normalize('NFKC');
  cut(s, u => u.words.forEach(w => list.push(fold(s.slice(w[0], w[1])))));
  return list.join(' ');
};
const shorten = s => Array.from(s).slice(0, 256).join('').replace(/[\ud800-\udfff]/gu, ' ');
const tokens = query => {
  const s = shorten(query).normalize('NFKC'), list = [];
  const add = (text, open, parts) => {
    const old = list.find(o => o.text === text);
    if (old) old.open = old.open || open;
    else if (text && list.length < 16) list.push({text, open, parts: parts || []});
  };
  cut(s, u => {
    const whole = s.slice(u.from, u.to), last = u.to === s.length;
    if (u.cjk) pairs(whole).forEach(p => add(fold(p), last && whole.endsWith(p)));
    else if (isId(u, s) || compound(u, s)) add(fold(compound(u, s) || whole), last, u.words.map(w => fold(s.slice(w[0], w[1]))));
    else u.words.forEach(w => {
      const t = s.slice(w[0], w[1]), f = fold(t);
      if (bytes(f) <= 64 && /[^_'.:·,;]/.test(f)) add(f, last && w[1] === u.to, parts(t).map(fold));
    });
  });
  const kept = list.filter(t => !M.hard.has(t.text) || (t.optional = t.open && Array.from(t.text).length > 1));
  if (kept.every(t => t.optional)) kept.forEach(t => { t.optional = false; });
  return kept;
};

// ---- Candidates: candidate.go, vocabulary.go -----------------------------------------------------
const unfolded = [], forms = new Map();
const wordShard = async i => {
  if (unfolded[i]) return unfolded[i];
  const s = M.words.inline ? M.words.inline[i] : await load('w' + i);
  if (!s || unfolded[i]) return unfolded[i] || [];
  const end = s.indexOf('\n'), marks = digits(s.slice(end)), named = new Map(), list = [];
  let next = M.words.term[i], before = '';
  s.slice(0, end).replace(/([A-Z])([^A-Z=]*)(?:=([0-9a-z]+))?/g, (_, n, rest, back) => {
    const w = before = before.slice(0, n.charCodeAt(0) - 65) + rest;
    const term = back ? next - parseInt(back, 36) : next++;
    if (!named.has(term)) named.set(term, marks[named.size]);
    list.push({w, term, mark: named.get(term)});
    if (!forms.has(term)) forms.set(term, new Set());
    forms.get(term).add(w);
  });
  return unfolded[i] = list;
};
// words gives all words that begin with a prefix.
const words = async prefix => {
  const first = M.words.first || [], end = prefix + '\uffff', asked = [];
  if (!prefix && !M.words.inline) M.words.inline = await load('words');
  for (let i = prefix ? Math.max(0, place(first, prefix)) : 0; i < first.length && (!prefix || first[i] <= end); i++) asked.push(wordShard(i));
  // A word may fill the end of a shard and begin the next: first[i] itself never repeats.
  return [].concat(...await Promise.all(asked)).filter(e => e.w.startsWith(prefix));
};
const use = (a, b) => (b.mark & 1) - (a.mark & 1) || (b.mark >> 1) - (a.mark >> 1);
const distinct = (list, n) => {
  const seen = new Set();
  return list.filter(c => seen.size < n && !seen.has(c.term) && seen.add(c.term));
};
const size = s => { let n = 0; for (const _ of s) n++; return n; };
const present = async t => {
  const n = size(t.text), exact = [], longer = [], completes = t.open && (n > 1 || CJK.test(t.text));
  for (const e of await words(t.text)) {
    if (e.w === t.text) exact.push({...e, weight: 100});
    else if (completes) longer.push({...e, weight: 92 - Math.min(4 * (size(e.w) - n), 32)});
  }
  longer.sort(use);
  if (exact.length) longer.forEach(c => { c.weight = Math.floor(c.weight * 2 / 3); });
  return {...t, exact: exact.length > 0, found: distinct(exact.concat(longer), exact.length ? exact.length + 4 : 8)};
};
// distance gives the edits from q to w, and to the nearest beginning of w.
const distance = (q, w, most) => {
  const over = [most + 1, most + 1];
  if (q.length > w.length + most) return over;
  const n = Math.min(w.length, q.length + most + 1);
  let old = [], row = [], next = [];
  for (let j = 0; j <= n; j++) row[j] = j;
  for (let i = 1; i <= q.length; i++) {
    let least = next[0] = i;
    for (let j = 1; j <= n; j++) {
      let d = Math.min(row[j - 1] + (q[i - 1] === w[j - 1] ? 0 : 1), row[j] + 1, next[j - 1] + 1);
      if (i > 1 && j > 1 && q[i - 1] === w[j - 2] && q[i - 2] === w[j - 1]) d = Math.min(d, old[j - 2] + 1);
      next[j] = d;
      if (d < least) least = d;
    }
    if (least > most) return over;
    [old, row, next] = [row, next, old];
  }
  return [Math.min(row[n], most + 1), Math.min(...row.slice(0, n + 1), most + 1)];
};
const numbers = s => s.replace(/\P{N}/gu, '');
const nearby = (t, q, e) => {
  const w = Array.from(e.w), most = q.length < 8 ? 1 : 2, d = distance(q, w, most);
  let common = 0;
  while (common < q.length && q[common] === w[common]) common++;
  return d[0] <= most ? {weight: 95 - 25 * d[0], typo: true}
    : t.open && d[1] <= most ? {weight: 80 - 25 * d[1], typo: true}
    : common === q.length || common >= Math.max(4, q.length - 3) && w.length - common <= 4 ? {weight: 50} : null;
};
const faraway = (t, q, e) => {
  if (e.w.includes(t.text)) return {weight: 50};
  const most = q.length < 5 ? 1 : 2, d = distance(q, Array.from(e.w), most)[0];
  return d <= most ? {weight: 85 - 25 * d, typo: true} : null;
};
const corrected = async t => {
  const q = Array.from(t.text), own = numbers(t.text);
  let found = [];
  if (q.length > 3) {
    const near = async (prefix, judge) => {
      found = [];
      for (const e of await words(prefix)) {
        const c = numbers(e.w) === own && judge(t, q, e);
        if (c) found.push({...e, ...c});
      }
    };
    await near(q[0] + q[1], nearby);
    if (!found.some(c => c.weight >= 70)) await near(q[0], nearby);
    if (!found.length) await near('', faraway);
  }
  found.sort((a, b) => b.weight - a.weight || use(a, b));
  return {...t, found: distinct(found, 3)};
};
const match = async list => {
  const result = [];
  for (const t of list) {
    const m = await present(t);
    if (!m.found.length && t.parts.length) {
      for (const [i, p] of t.parts.entries()) {
        const part = await present({text: p, parts: [], open: t.open && i === t.parts.length - 1});
        if (part.found.length) result.push(part);
        else if (!M.soft2.has(p)) result.push(await corrected(part));
      }
    } else if (m.found.length) result.push(m);
    else if (!t.optional && !M.soft2.has(t.text)) result.push(await corrected(m));
  }
  return result;
};

// ---- Ranking: rank.go, posting.go ----------------------------------------------------------------
const postingShard = [];
// decode reads the list at a bit of a shard, and where it ends.
const decode = (data, pos, give) => {
  const bit = () => data[pos >> 3] >> (7 - (pos++ & 7)) & 1;
  const gamma = () => {
    let width = 0, n = 1;
    while (bit()) width++;
    while (width--) n = n * 2 + bit();
    return n;
  };
  // gaps gives n places out of all, in order.
  const gaps = (n, all, visit) => {
    const q = n && Math.floor(all * 69 / (100 * n)), k = q ? 31 - Math.clz32(q) : 0;
    for (let next = 0, i = 0; i < n; i++) {
      let gap = 0;
      while (data[pos >> 3] >> (7 - (pos++ & 7)) & 1) gap++;
      for (let j = k; j--;) gap = gap * 2 + (data[pos >> 3] >> (7 - (pos++ & 7)) & 1);
      visit(i, next += gap);
      next++;
    }
  };
  const n = gamma(), at = new Uint32Array(n), level = new Uint8Array(n), last = M.levels.length - 1;
  gaps(n, M.sections, (i, s) => { at[i] = s; });
  gaps(gamma() - 1, n, (_, i) => {
    let l = 1;
    while (l < last && bit()) l++;
    level[i] = l;
  });
  return {pos, at, level};
};
const postings = async term => {
  const i = place(M.postings.term, term);
  let p = postingShard[i];
  if (!p) {
    const s = M.postings.inline ? M.postings.inline[i] : await load('p' + i);
    if (!s) return null;
    const raw = atob(s), data = new Uint8Array(raw.length);
    for (let j = 0; j < raw.length; j++) data[j] = raw.charCodeAt(j);
    p = postingShard[i] = {data, lists: []};
  }
  const n = term - M.postings.term[i];
  while (p.lists.length <= n) p.lists.push(decode(p.data, p.lists.length ? p.lists[p.lists.length - 1].pos : 0));
  return p.lists[n];
};
// rank gives the documents found, the sum of each section, and the score of each document.
const rank = async matches => {
  const required = matches.filter(m => !m.optional).length;
  const lists = await Promise.all(matches.map(m => Promise.all(m.found.map(c => postings(c.term)))));
  const n = M.lead.length, sum = new Float64Array(M.sections), value = new Int32Array(M.sections), touched = new Uint32Array(M.sections);
  const total = new Float64Array(n), best = new Float64Array(n), held = new Uint8Array(n), docs = [];
  matches.forEach((m, i) => {
    let cls = 0, count = 0;
    m.found.forEach(c => { if (!m.exact || c.weight === 100) cls = Math.max(cls, c.mark >> 1); });
    m.found.forEach((c, j) => {
      const list = lists[i][j];
      if (!list) return;
      const {at, level} = list, worth = Int32Array.from(M.levels, l => {
        const v = Math.floor(l * c.weight * M.rarity[cls] / 100);
        return m.optional ? Math.floor(v / 2) : v;
      });
      for (let k = 0; k < at.length; k++) {
        const s = at[k], v = worth[level[k]];
        if (!value[s]) touched[count++] = s;
        if (v > value[s]) value[s] = v;
      }
    });
    const own = [];
    for (let k = 0; k < count; k++) {
      const s = touched[k], v = value[s], d = M.doc[s];
      value[s] = 0;
      sum[s] += v;
      if (!best[d]) own.push(d);
      if (v > best[d]) best[d] = v;
    }
    for (const d of own) {
      if (!total[d]) docs.push(d);
      total[d] += best[d];
      best[d] = 0;
      if (!m.optional) held[d]++;
    }
  });
  for (const d of docs) {
    let top = 0;
    for (let s = M.lead[d], end = M.lead[d + 1]; s < end; s++) if (sum[s] > top) top = sum[s];
    total[d] += 2 * top;
    if (required) total[d] = Math.floor(total[d] * held[d] / required);
  }
  return {docs: docs.filter(d => total[d] > 0), sum, total};
};
// first gives the best n of the documents, with their best section and up to two more.
const first = (docs, {sum, total}, n) => {
  const top = [];
  for (const d of docs) {
    if (top.length === n && (total[d] - total[top[n - 1]] || top[n - 1] - d) < 0) continue;
    let i = top.length;
    while (i && (total[d] - total[top[i - 1]] || top[i - 1] - d) > 0) i--;
    top.splice(i, 0, d);
    top.length = Math.min(top.length, n);
  }
  return top.map(d => {
    const all = [];
    for (let s = M.lead[d]; s < M.lead[d + 1]; s++) if (sum[s]) all.push(s);
    all.sort((a, b) => sum[b] - sum[a] || a - b);
    return {d, score: total[d], best: all[0], more: all.slice(1, 3).filter(s => sum[s] * 2 >= sum[all[0]])};
  });
};

// ---- Filters: filter.go --------------------------------------------------------------------------
let columns;
const facets = async () => {
  if (!columns && await open()) {
    columns = (await load('facets') || []).map(c => {
      const list = digits(c.docs), docs = [];
      for (let i = 0; i < list.length; i += list[i] + 1) docs.push(list.slice(i + 1, i + 1 + list[i]));
      return {...c, docs};
    });
  }
  return columns || [];
};
const holds = (d, filter, but) => columns.every(c => {
  const wanted = filter[c.name];
  return c.name === but || !wanted || !wanted.length || c.docs[d].some(v => wanted.includes(c.values[v]));
});
const counts = (list, filter) => columns.map(c => {
  const n = new Map();
  list.forEach(d => { if (holds(d, filter, c.name)) c.docs[d].forEach(v => n.set(v, (n.get(v) || 0) + 1)); });
  return {name: c.name, values: [...n].map(([v, n]) => ({value: c.values[v], n})).sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))};
});

// ---- Answers: query.go, excerpt.go ---------------------------------------------------------------
// show gives the section s with its document, from its fragment.
const show = async s => {
  const f = place(M.starts, s), content = await load('f' + f);
  let at = M.starts[f];
  for (const d of content || []) {
    if (s < at + d[7].length) {
      const [anchor, heading, body] = d[7][s - at], next = s === M.lead[M.doc[s]] && d[7][s - at + 1];
      return {fragment: f, id: d[0], title: d[1], page: d[2], kind: d[3], type: d[4], status: d[5], aliases: d[6], anchor, heading, body: body || (next ? next[2] : '')};
    }
    at += d[7].length;
  }
  return null;
};
const shared = (h, q) => {
  const title = foldText(h.title || '').split(' ');
  return q.split(' ').filter(w => title.includes(w)).length;
};
const likeness = (h, q) => {
  if (h.title === undefined) return 0;
  const title = foldText(h.title);
  return title === q || foldText(h.id) === q ? 3 : h.aliases.some(a => foldText(a) === q) ? 2 : title.startsWith(q) || q.includes(' ') && foldText(h.heading[h.heading.length - 1] || '').startsWith(q) ? 1 : 0;
};
// places gives where marked words stand in a text.
const places = (s, marked) => {
  const list = [];
  const add = (from, to, word) => marked.has(fold(word || s.slice(from, to))) && list.push([from, to]);
  cut(s, u => {
    if (u.cjk) {
      let at = u.from;
      pairs(s.slice(u.from, u.to)).forEach(p => {
        const last = list[list.length - 1];
        if (last && at < last[1] && marked.has(fold(p))) last[1] = at + p.length;
        else add(at, at + p.length);
        at += Array.from(p)[0].length;
      });
    } else if (!((isId(u, s) || compound(u, s)) && add(u.from, u.to, compound(u, s)))) u.words.forEach(w => add(w[0], w[1]));
  });
  return list;
};
const excerpt = (s, marked) => {
  const found = places(s, marked), start = at => {
    if (at <= 0) return 0;
    const m = /\s/.exec(s.slice(at, at + 24));
    return Math.min(s.length, m ? at + m.index + 1 : at);
  };
  let best = 0, most = 0;
  found.forEach((f, i) => {
    const n = new Set();
    for (let j = i; j < found.length && found[j][1] <= f[0] + 160; j++) n.add(fold(s.slice(...found[j])));
    if (n.size > most) { most = n.size; best = i; }
  });
  const from = found.length && found[best][0] > 53 ? start(found[best][0] - 40) : 0, to = start(from + 160);
  return {body: s.slice(from, to), before: from > 0, after: to < s.length, marks: found.filter(f => f[0] >= from && f[1] <= to).map(f => [f[0] - from, f[1] - from])};
};
// answer finds what query.go's Answer finds. full: also count facets.
const answer = async (query, filter, limit, full) => {
  damaged = false;
  if (!await open()) return {hits: [], total: 0, damaged: true};
  const matches = await match(tokens(query));
  const ranked = await rank(matches);
  let list = ranked.docs;
  const filtered = Object.values(filter).some(v => v.length);
  let shares = [];
  if (full || filtered) {
    await facets();
    if (columns) shares = counts(list, filter);
    if (filtered) list = list.filter(d => holds(d, filter));
  }
  const marked = new Set(), hits = await Promise.all(first(list, ranked, Math.max(10, limit)).map(async r => ({...r, ...await show(r.best), lost: false})));
  matches.forEach(m => m.found.forEach(c => forms.get(c.term).forEach(w => marked.add(w))));
  const q = foldText(shorten(query));
  if (q) {
    const top = hits.splice(0, 10).map(h => ({h, like: likeness(h, q), same: shared(h, q)}));
    hits.unshift(...top.sort((a, b) => b.like - a.like || (a.h.score === b.h.score ? b.same - a.same : 0)).map(t => t.h));
  }
  hits.length = Math.min(hits.length, limit);
  for (const h of hits) {
    if (h.title === undefined) continue;
    h.excerpt = excerpt(h.body, marked);
    const more = await Promise.all(h.more.filter(s => place(M.starts, s) === h.fragment).map(show));
    h.sections = more.filter(m => m && m.heading.length);
  }
  const typo = matches.some(m => m.found[0] && m.found[0].typo);
  return {hits: hits.filter(h => h.title !== undefined), total: list.length, facets: shares, marked, damaged,
    suggestion: typo ? matches.map(m => m.found[0] && m.found[0].typo ? m.found[0].w : m.text).join(' ') : ''};
};
window.ismsiteAnswer = answer;

// ---- Drawing -------------------------------------------------------------------------------------
const el = (name, attributes, ...children) => {
  const e = doc.createElement(name);
  for (const k in attributes) if (attributes[k] !== undefined && attributes[k] !== false) e.setAttribute(k, attributes[k]);
  e.append(...children);
  return e;
};
const withMarks = (s, marks) => {
  const nodes = [];
  let at = 0;
  marks.forEach(([a, b]) => { nodes.push(s.slice(at, a), el('mark', {}, s.slice(a, b))); at = b; });
  return nodes.concat(s.slice(at));
};
const facetNames = {kind: 'Kind', type: 'Type', owner: 'Owner', status: 'Status', classification: 'Classification', tag: 'Tag', control: 'Control'};
const store = 'ismsite.search ' + new URL(root || '.', location.href).pathname;
const recent = change => {
  try {
    let list = JSON.parse(localStorage.getItem(store) || '[]');
    if (change) localStorage.setItem(store, JSON.stringify(list = change(list).slice(0, 6)));
    return list.map(String);
  } catch (e) { return []; }
};
const address = (h, anchor, marked, query) => {
  const body = new Set(foldText(query).split(' '));
  const list = [...marked].sort((a, b) => body.has(b) - body.has(a)).slice(0, 24);
  return root + h.page.split('/').map(encodeURIComponent).join('/') + '?mark=' + encodeURIComponent(list.join(' ')) + (anchor ? '#' + encodeURIComponent(anchor) : '');
};
const searchPage = (query, filter) => {
  const p = new URLSearchParams({q: query});
  for (const k in filter) filter[k].forEach(v => p.append(k, v));
  return 'search.html?' + p;
};

// A view is an input with its results: in the dialog a combobox over a listbox, on the search page a
// list of links.
const view = (box, page) => {
  const id = page ? 'search-page' : 'search-dialog', filter = {};
  const input = el('input', {type: 'search', id: id + '-input', autocomplete: 'off', spellcheck: 'false', 'aria-label': text('label', 'Search'), placeholder: text('placeholder', 'Search policies and registers'), class: 'search-input'});
  const results = el('div', {id: id + '-results', class: 'search-results', role: page ? 'region' : 'listbox', 'aria-label': text('results', 'Results')});
  const status = el('p', {class: 'search-status', role: 'status', 'aria-live': 'polite'});
  const hint = el('p', {class: 'search-hint'});
  const shares = el('div', {class: 'search-facets'});
  const filters = el('details', {class: 'search-filters'}, el('summary', {}, text('filters', 'Filters')), shares);
  const form = el('form', {role: 'search', class: 'search-form'}, input);
  let turn = 0, active = -1, limit = page ? 20 : 10;
  if (page) filters.open = innerWidth > 700;
  else {
    for (const [k, v] of [['role', 'combobox'], ['aria-expanded', 'false'], ['aria-controls', results.id], ['aria-autocomplete', 'list']]) input.setAttribute(k, v);
    const close = el('button', {type: 'button', class: 'search-close', 'aria-label': text('close', 'Close')}, el('span', {'aria-hidden': 'true'}, '×'));
    close.onclick = () => box.close();
    form.append(close);
  }
  box.append(form, status, hint, filters, results);
  const options = () => [...results.querySelectorAll('[role=option]')];
  const choose = n => {
    const list = options();
    active = list.length ? (n + list.length) % list.length : -1;
    list.forEach((o, i) => o.setAttribute('aria-selected', String(i === active)));
    if (active < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', list[active].id);
      list[active].scrollIntoView({block: 'nearest'});
    }
  };
  const link = (href, cls, ...children) => {
    const a = el('a', {href, class: cls, role: page ? undefined : 'option', id: page ? undefined : id + '-' + options().length, tabindex: page ? undefined : '-1'}, ...children);
    a.addEventListener('click', () => { const q = input.value.trim(); if (q) recent(l => [q].concat(l.filter(o => o !== q))); });
    results.append(page ? el('div', {class: 'search-item'}, a) : a);
    return a;
  };
  const crumb = h => [h.id, ...h.heading].filter(Boolean).join(' › ');
  const drawHit = (h, a) => {
    const e = h.excerpt;
    link(address(h, h.anchor, a.marked, input.value), 'search-hit',
      el('span', {class: 'search-title'}, ...withMarks(h.title, places(h.title, a.marked))),
      el('span', {class: 'search-kind'}, [h.type || h.kind && text('kind.' + h.kind, h.kind), h.status].filter(Boolean).join(' · ')),
      el('span', {class: 'search-crumb'}, ...withMarks(crumb(h), places(crumb(h), a.marked))),
      el('span', {class: 'search-excerpt'}, e.before ? '… ' : '', ...withMarks(e.body, e.marks), e.after ? ' …' : ''));
    h.sections.forEach(s => link(address(s, s.anchor, a.marked, input.value), 'search-hit search-section', el('span', {class: 'search-crumb'}, ...withMarks(s.heading.join(' › '), places(s.heading.join(' › '), a.marked)))));
  };
  const drawFacets = list => {
    const focus = doc.activeElement && doc.activeElement.value, within = shares.contains(doc.activeElement);
    shares.replaceChildren(...list.filter(f => f.values.length > 1 || (filter[f.name] || []).length).map(f => {
      const set = el('fieldset', {}, el('legend', {}, text('facet.' + f.name, facetNames[f.name])));
      const chosen = filter[f.name] || [];
      chosen.filter(v => !f.values.some(o => o.value === v)).forEach(value => f.values.push({value, n: 0}));
      f.values.slice(0, 40).forEach(o => {
        const c = el('input', {type: 'checkbox', value: o.value, name: f.name});
        c.checked = chosen.includes(o.value);
        c.onchange = () => { filter[f.name] = chosen.filter(v => v !== o.value).concat(c.checked ? o.value : []); run(); };
        set.append(el('label', {}, c, ' ' + (f.name === 'kind' ? text('kind.' + o.value, o.value) : o.value) + ' ', el('span', {class: 'search-count'}, String(o.n))));
      });
      return set;
    }));
    if (within) [...shares.querySelectorAll('input')].filter(c => c.value === focus).forEach(c => c.focus());
  };
  const drawRecent = () => {
    const list = recent();
    status.textContent = '';
    hint.replaceChildren();
    shares.replaceChildren();
    results.replaceChildren();
    if (page || !list.length) return;
    hint.append(text('recent', 'Recent searches') + ' ', ...list.map(q => {
      const b = el('button', {type: 'button', class: 'search-recent'}, q);
      b.onclick = () => { ask(q); input.focus(); };
      return b;
    }));
    const clear = el('button', {type: 'button', class: 'search-clear'}, text('clear', 'Clear'));
    clear.onclick = () => { recent(() => []); drawRecent(); input.focus(); };
    hint.append(clear);
  };
  const run = async () => {
    const mine = ++turn, query = input.value;
    if (page) try { history.replaceState(null, '', location.pathname.split('/').pop() + searchPage(query, filter).slice(11)); } catch (e) { /* a page that may not change its address */ }
    if (!query.trim()) { drawRecent(); choose(-1); input.setAttribute('aria-expanded', 'false'); return; }
    const slow = setTimeout(() => { if (mine === turn) status.textContent = text('loading', 'Searching …'); }, 300);
    let a;
    try { a = await answer(query, filter, limit, filters.open); } catch (e) { a = {hits: [], total: 0, damaged: true}; }
    clearTimeout(slow);
    if (mine !== turn) return;
    results.replaceChildren();
    hint.replaceChildren();
    a.hits.forEach(h => drawHit(h, a));
    if (a.total > a.hits.length && a.hits.length) {
      if (page) {
        const b = el('button', {type: 'button', class: 'search-more'}, text('more', 'More results'));
        b.onclick = () => { limit += 20; run(); };
        results.append(b);
      } else link(root + searchPage(query, filter), 'search-hit search-all', text('all', 'All {0} results', a.total));
    }
    status.textContent = (a.total === 0 ? text('none', 'Nothing found for “{0}”', query.trim().slice(0, 80)) : a.total === 1 ? text('one', '1 result') : text('many', '{0} results', a.total)) +
      (a.damaged ? ' ' + text('damaged', 'Part of the search index could not be loaded; results may be incomplete.') : '');
    if (a.suggestion) {
      const b = el('button', {type: 'button', class: 'search-suggestion'}, a.suggestion);
      b.onclick = () => { ask(a.suggestion); input.focus(); };
      hint.append(text('suggestion', 'Did you mean') + ' ', b);
    }
    if (filters.open && a.facets) drawFacets(a.facets);
    if (!page) {
      input.setAttribute('aria-expanded', String(options().length > 0));
      choose(options().length ? 0 : -1);
    }
  };
  const ask = query => { input.value = query; run(); };
  filters.addEventListener('toggle', () => { if (filters.open && input.value.trim()) run(); });
  input.addEventListener('input', () => { limit = page ? 20 : 10; run(); });
  form.addEventListener('submit', e => {
    e.preventDefault();
    const a = options()[active];
    if (a) a.click();
  });
  if (!page) input.addEventListener('keydown', e => {
    if (e.isComposing) return;
    const step = {ArrowDown: 1, ArrowUp: -1}[e.key];
    if (step) { e.preventDefault(); choose(active < 0 && step < 0 ? -1 : active + step); }
  });
  drawRecent();
  return {input, ask, filter};
};

// ---- Dialog, search page, marks ------------------------------------------------------------------
let dialog, inside;
const show0 = query => {
  if (!dialog) {
    dialog = el('dialog', {class: 'search-dialog', 'aria-label': text('label', 'Search')});
    doc.body.append(dialog);
    inside = view(dialog, false);
    dialog.addEventListener('click', e => { if (e.target === dialog) dialog.close(); });
    dialog.addEventListener('keydown', e => { if (e.key === 'Escape' && !e.isComposing) { e.preventDefault(); dialog.close(); } });
  }
  if (!dialog.open) dialog.showModal();
  inside.input.focus();
  inside.ask(query === undefined ? inside.input.value : query);
  if (query === undefined) inside.input.select();
  open();
};
const typing = e => /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName) || e.isContentEditable;
doc.addEventListener('keydown', e => {
  if (e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && !typing(e.target) || e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey) && !e.altKey) {
    e.preventDefault();
    show0();
  }
});
doc.querySelectorAll('form[data-search]').forEach(form => {
  const field = form.querySelector('input[type=search]');
  const go = e => {
    e.preventDefault();
    const q = field.value;
    field.value = '';
    show0(q || undefined);
  };
  form.addEventListener('submit', go);
  if (field) { field.addEventListener('input', e => { if (!e.isComposing) go(e); }); field.addEventListener('click', go); }
});
const place0 = doc.querySelector('[data-search-page] [data-search-results]');
if (place0) {
  const p = new URLSearchParams(location.search), v = view(place0, true);
  Object.keys(facetNames).forEach(k => { if (p.has(k)) v.filter[k] = p.getAll(k); });
  v.ask(p.get('q') || '');
}
// The words that led here are marked, and the first of them in the section is scrolled to.
const markPage = () => {
  const p = new URLSearchParams(location.search), main = doc.querySelector('main');
  if (!p.get('mark') || !main) return;
  const marked = new Set(p.get('mark').split(' ').slice(0, 40)), ranges = [];
  const walk = doc.createTreeWalker(main, NodeFilter.SHOW_TEXT), nodes = [];
  while (walk.nextNode()) nodes.push(walk.currentNode);
  let anchor = null;
  try { anchor = doc.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (e) { /* not an anchor of ours */ }
  let first = null;
  nodes.forEach(n => {
    if (n.parentElement.closest('script,style,nav,form')) return;
    places(n.data, marked).reverse().forEach(([a, b]) => {
      const r = doc.createRange();
      r.setStart(n, a);
      r.setEnd(n, b);
      ranges.push(r);
    });
  });
  ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
  first = ranges.find(r => !anchor || anchor.compareDocumentPosition(r.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING);
  const at = first && first.startContainer.parentElement;
  if (window.CSS && CSS.highlights) CSS.highlights.set('search-hit', new Highlight(...ranges));
  else ranges.reverse().forEach(r => r.surroundContents(el('mark', {class: 'search-mark'})));
  if (at) {
    const top = at.getBoundingClientRect().top, from = anchor ? anchor.getBoundingClientRect().top : top;
    // A hit far below its heading belongs to another section: the heading is the better place then.
    (anchor && top - from > innerHeight * 4 ? anchor : at).scrollIntoView({block: 'center'});
  }
  try { p.delete('mark'); history.replaceState(null, '', location.pathname.split('/').pop() + (String(p) && '?' + p) + location.hash); } catch (e) { /* the marks stay in the address */ }
};
markPage();
})();
