// What pages do beyond reading: colours, states of review as of today, tables, links to headings, the contents list,
// definitions. Everything stays readable without it. A plain script, since modules do not run from a folder on disk;
// no text ever becomes HTML.
//
// A table of many pages has data-rows, the address of a script with all rows. It is loaded when the reader turns to
// the table, and calls
//
//	ismsiteTable("documents", {"rows": [[cell, …], …]})
//
// with one cell for each column of the table on the page. A cell is a text, or an object of which only what is
// needed is given:
//
//	t  text; a date as "2026-03-31"       h  address of a link around the text, relative to the page with the table
//	n  note, a quieter second text        s  what to sort by, where it is not the text; "" sorts last
//	m  1: expected and missing            b  badge: [group, value, text, due]; due is a date or ""
//	l  links: [[address, text, missing?], …]; an empty address is plain text
(() => {
	'use strict';
	const doc = document, html = doc.documentElement, texts = window.ismsiteTexts || {};
	const all = (selector, from = doc) => [...from.querySelectorAll(selector)];

	// text gives an interface text; the first number chooses between its singular and its plural.
	const text = (key, ...values) => {
		let s = texts[key];
		if (s === undefined) return key;
		if (Array.isArray(s)) s = s[values.find(v => typeof v === 'number') === 1 ? 0 : 1];
		return s.replace(/%[ds]/g, () => values.shift());
	};
	const el = (name, attributes = {}, ...children) => {
		const e = doc.createElement(name);
		for (const [k, v] of Object.entries(attributes)) {
			if (v === true) e.setAttribute(k, '');
			else if (v !== undefined && v !== false && v !== null) e.setAttribute(k, v);
		}
		e.append(...children.filter(c => c !== null && c !== undefined));
		return e;
	};
	const stored = (key, value) => {
		try {
			if (value === undefined) return localStorage.getItem('ismsite.' + key);
			if (value === null) localStorage.removeItem('ismsite.' + key);
			else localStorage.setItem('ismsite.' + key, value);
		} catch (e) { /* no storage: the choice holds for this page */ }
		return null;
	};

	// ---- Dates and states of review ----------------------------------------------------------------------------
	const isDate = s => /^\d{4}-\d\d-\d\d$/.test(s);
	const shortDate = iso => text('date.short').replace(/MMM|YYYY|D/g, part =>
		part === 'MMM' ? text('month_short.' + +iso.slice(5, 7)) : part === 'D' ? +iso.slice(8) : iso.slice(0, 4));
	const dayNumber = iso => Date.parse(iso + 'T00:00:00Z') / 864e5;
	const now = new Date(), two = n => String(n).padStart(2, '0');
	const asOf = html.dataset.asOf || '', here = now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
	const today = 'pinned' in html.dataset || here < asOf ? asOf : here;
	const lead = +html.dataset.lead || 30;

	// stateOf gives the state of review on the day of reading: [value, text].
	const stateOf = due => {
		const days = dayNumber(due) - dayNumber(today);
		if (days < 0) return ['overdue', text('review.overdue_by', -days)];
		if (days === 0) return ['due_soon', text('review.due_today')];
		if (days <= lead) return ['due_soon', text('review.due_in', days)];
		return ['current', text('review.current')];
	};
	const live = !('pinned' in html.dataset) && isDate(today) && today !== asOf;
	const refresh = badge => {
		if (!live || !isDate(badge.dataset.due)) return;
		const [value, label] = stateOf(badge.dataset.due);
		badge.className = 'badge badge-review-' + value;
		badge.textContent = label;
	};
	all('.badge[data-due]').forEach(refresh);

	// In the report of reviews a row moves to the group that it belongs to by now.
	const groups = all('[data-group]');
	// A group that was empty when the report was built gets a table like the one that the row comes from.
	const table = (value, row) => {
		const group = doc.querySelector('[data-group="' + value + '"]');
		if (!group || group.querySelector('tbody')) return group && group.querySelector('tbody');
		const copy = row.closest('.register').cloneNode(true), empty = group.querySelector('.empty');
		copy.dataset.table = value;
		all('tbody tr, .pages, .downloads', copy).forEach(e => e.remove());
		if (empty) empty.remove();
		group.append(copy);
		return copy.querySelector('tbody');
	};
	if (live && groups.length && !all('[data-group] [data-rows]').length) {
		groups.forEach(group => all('tbody tr', group).forEach(row => {
			const badge = row.querySelector('.badge[data-due]');
			const value = badge && (badge.className.match(/badge-review-(\w+)/) || [])[1];
			const body = value && value !== group.dataset.group && table(value, row);
			if (body) body.append(row);
		}));
		groups.forEach(group => {
			const n = all('tbody tr', group).length, count = group.querySelector('.count-of');
			const figure = doc.querySelector('.count-' + group.dataset.group + ' strong');
			if (count) count.textContent = text('reviews.group_count', n);
			if (figure && group.querySelector('tbody')) figure.textContent = n;
		});
	}

	// ---- Colours -----------------------------------------------------------------------------------------------
	const tools = doc.querySelector('[data-tools]');
	if (tools && texts['theme.label']) {
		const choices = ['auto', 'light', 'dark'];
		const button = el('button', {type: 'button', class: 'theme-button'});
		const show = value => {
			if (value === 'auto') html.removeAttribute('data-theme');
			else html.setAttribute('data-theme', value);
			button.dataset.value = value;
			button.title = text('theme.label') + ': ' + text('theme.' + value);
			button.setAttribute('aria-label', button.title);
		};
		show(html.dataset.theme || 'auto');
		button.addEventListener('click', () => {
			const value = choices[(choices.indexOf(button.dataset.value) + 1) % 3];
			show(value);
			stored('theme', value === 'auto' ? null : value);
		});
		tools.append(button);
	}

	// ---- Tables ------------------------------------------------------------------------------------------------
	const step = 200, collator = new Intl.Collator(html.lang || 'en', {numeric: true, sensitivity: 'base'});
	const wanted = {};
	window.ismsiteTable = (name, data) => { if (wanted[name]) wanted[name](data); };

	// readCell gives a cell of the page in the shape that a cell of a script has.
	const readCell = td => {
		const cell = {t: '', s: td.dataset.s}, badge = td.querySelector('.badge'), time = td.querySelector('time');
		if (td.querySelector('.missing')) cell.m = 1;
		else if (badge) {
			const [, group, value] = badge.className.match(/badge-([^-\s]+)-(\S+)/) || [];
			cell.b = [group, value, badge.textContent, badge.dataset.due || ''];
		} else if (time && !td.querySelector('a')) cell.t = time.dateTime;
		else {
			const links = all('a, .unresolved', td);
			if (links.length > 1) cell.l = links.map(a => ['', a.firstChild ? a.firstChild.data : '']);
			else cell.t = (links[0] && links[0].firstChild ? links[0].firstChild.data : td.firstChild && td.firstChild.data || '').trim();
		}
		const note = td.querySelector('.note');
		if (note) cell.n = note.textContent;
		return cell;
	};
	const makeLink = (href, label, missing) => missing ? el('span', {class: 'unresolved'}, label)
		: isDate(label) && !href ? el('time', {datetime: label}, shortDate(label))
		: href && !/^\s*(javascript|data|vbscript):/i.test(href) ? el('a', {href}, label) : doc.createTextNode(label);
	const makeCell = (cell, type, first) => {
		if (typeof cell === 'string') cell = {t: cell};
		const td = el(first ? 'th' : 'td', {scope: first && 'row', class: /^(date|number)$/.test(type) && 'c-' + type});
		if (cell.m) td.append(el('span', {class: 'missing'}, text('document.missing')));
		else if (cell.b) {
			const [group, value, label, due] = cell.b;
			const badge = el('span', {class: 'badge badge-' + group + '-' + value, 'data-due': due || null}, label);
			refresh(badge);
			td.append(badge);
		} else if (cell.l) cell.l.forEach(([href, label, missing], i) => td.append(i ? ', ' : '', makeLink(href, label, missing)));
		else td.append(makeLink(cell.h, cell.t || ''));
		if (cell.n) td.append(' ', el('span', {class: 'note'}, isDate(cell.n) ? shortDate(cell.n) : cell.n));
		return td;
	};
	const badgeOf = b => live && isDate(b[3] || '') ? [b[0], ...stateOf(b[3])] : b;
	// valuesOf gives what a filter can choose a cell by: [[value, shown], …].
	const valuesOf = cell => {
		if (typeof cell === 'string') return [[cell, cell]];
		if (cell.m) return [['–', text('document.missing')]];
		if (cell.b) {
			const [group, value, label] = badgeOf(cell.b), key = group + '.' + value;
			return [[value, texts[key] || label]];
		}
		return cell.l ? cell.l.map(l => [l[1], l[1]]) : [[cell.t || '', isDate(cell.t) ? shortDate(cell.t) : cell.t || '']];
	};
	const sortOf = cell => typeof cell === 'string' ? cell : cell.s !== undefined ? cell.s : cell.t || (cell.l && cell.l.length ? cell.l[0][1] : '');
	const wordsOf = row => row.cells.map(c => typeof c === 'string' ? c : valuesOf(c).map(v => v[1]).join(' ') + ' ' + (c.n || '') + ' ' + (c.t || ''))
		.join(' ').toLowerCase();

	const enhance = (register, number) => {
		const table = register.querySelector('table'), body = table && table.tBodies[0], head = table && table.tHead;
		if (!body || !head) return;
		const name = register.dataset.table, prefix = number ? name + '.' : '', source = register.dataset.rows;
		const columns = [...head.rows[0].cells].map((th, i) => ({i, th, name: th.dataset.name, title: th.textContent, type: th.dataset.type, filter: 'filter' in th.dataset}));
		const original = [...body.rows], pages = register.querySelector('.pages');
		const total = +register.dataset.total || original.length;
		let rows = null, loading = null, limit = step;
		const state = {q: '', sort: '', filters: {}};
		const busy = () => state.q || state.sort || Object.keys(state.filters).length;

		// load gives all rows: those of the page, or those of the script.
		const load = () => loading || (loading = new Promise(done => {
			const own = () => original.map(tr => ({tr, cells: [...tr.cells].map(readCell)}));
			if (!source) return done(own());
			const script = el('script', {src: source});
			wanted[name] = data => done(data.rows.map(cells => ({cells})));
			script.onload = script.onerror = () => { script.remove(); done(own()); };
			doc.head.append(script);
		}).then(list => {
			rows = list;
			options();
			return rows;
		}));

		const tools = el('div', {class: 'table-tools'}), count = el('output', {});
		const query = el('input', {type: 'search', placeholder: text('table.filter'), 'aria-label': text('table.filter')});
		const clear = el('button', {type: 'button', class: 'plain-button', hidden: true}, text('table.clear'));
		const more = el('button', {type: 'button', class: 'plain-button', hidden: true}, text('table.more'));
		const selects = columns.filter(c => c.filter).map(column => ({column, select: el('select', {'aria-label': column.title})}));
		const options = () => selects.forEach(({column, select}) => {
			const found = new Map();
			rows.forEach(row => valuesOf(row.cells[column.i] || '').forEach(([v, shown]) => { if (v) found.set(v, shown); }));
			const now = state.filters[column.name] || '';
			if (now && !found.has(now)) found.set(now, now);
			select.replaceChildren(el('option', {value: ''}, text('table.filter_by', column.title)),
				...[...found].sort((a, b) => collator.compare(a[1], b[1])).map(([value, shown]) => el('option', {value}, shown)));
			select.value = now;
		});

		const draw = () => {
			const active = busy();
			let list = rows;
			if (state.q) {
				const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
				list = list.filter(row => { row.words = row.words || wordsOf(row); return words.every(w => row.words.includes(w)); });
			}
			for (const [key, value] of Object.entries(state.filters)) {
				const column = columns.find(c => c.name === key);
				if (column) list = list.filter(row => valuesOf(row.cells[column.i] || '').some(v => v[0] === value));
			}
			const by = columns.find(c => c.name === state.sort.replace(/^-/, ''));
			if (by) {
				const sign = state.sort[0] === '-' ? -1 : 1;
				list = list.map((row, n) => [sortOf(row.cells[by.i] || ''), n, row]).sort((a, b) =>
					(a[0] === '') - (b[0] === '') || sign * collator.compare(a[0], b[0]) || a[1] - b[1]).map(x => x[2]);
			}
			const shown = active || !source ? list.slice(0, limit) : [];
			body.replaceChildren(...(active || !source ? shown.map(row => row.tr ||
				(row.tr = el('tr', {}, ...row.cells.map((cell, i) => makeCell(cell, (columns[i] || {}).type, i === 0))))) : original));
			if (active && !list.length) body.append(el('tr', {}, el('td', {colspan: columns.length, class: 'empty'}, text('table.none'))));
			more.hidden = !(active || !source) || list.length <= limit;
			clear.hidden = !active;
			if (pages) pages.hidden = !!active;
			count.textContent = active ? text('table.of', list.length, total) : text('table.rows', total);
			columns.forEach(c => {
				if (c === by) c.th.setAttribute('aria-sort', state.sort[0] === '-' ? 'descending' : 'ascending');
				else c.th.removeAttribute('aria-sort');
			});
			selects.forEach(({column, select}) => select.classList.toggle('set', !!state.filters[column.name]));
		};
		const keep = () => {
			const p = new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
			[...p.keys()].filter(k => prefix ? k.startsWith(prefix) : !k.includes('.')).forEach(k => p.delete(k));
			if (state.q) p.set(prefix + 'q', state.q);
			if (state.sort) p.set(prefix + 'sort', state.sort);
			Object.entries(state.filters).forEach(([k, v]) => p.set(prefix + k, v));
			try {
				history.replaceState(null, '', location.pathname.split('/').pop() + location.search + (String(p) && '#' + p));
			} catch (e) { /* the address stays as it is */ }
		};
		const change = () => {
			limit = step;
			keep();
			if (!rows) count.textContent = text('table.loading');
			return load().then(draw);
		};
		// read takes the state from the address: #status=draft&sort=-review_due
		const read = () => {
			if (!location.hash.includes('=')) return false;
			state.q = state.sort = '';
			state.filters = {};
			for (const [k, v] of new URLSearchParams(location.hash.slice(1))) {
				if (prefix ? !k.startsWith(prefix) : k.includes('.')) continue;
				const key = k.slice(prefix.length);
				if (key === 'q' || key === 'sort') state[key] = v;
				else if (columns.some(c => c.name === key) && v) state.filters[key] = v;
			}
			query.value = state.q;
			return busy();
		};

		columns.forEach(c => {
			if (total < 2 || !c.title) return;
			const button = el('button', {type: 'button', class: 'sort', title: text('table.sort', c.title)}, c.title);
			button.addEventListener('click', () => {
				state.sort = state.sort === c.name ? '-' + c.name : state.sort === '-' + c.name ? '' : c.name;
				change();
			});
			c.th.replaceChildren(button);
		});
		if (total > 5) {
			tools.append(query, ...selects.map(s => s.select), clear, count);
			count.textContent = text('table.rows', total);
			register.prepend(tools);
			register.querySelector('.table-scroll').after(more);
		}
		let timer;
		query.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => { state.q = query.value.trim(); change(); }, 120); });
		query.addEventListener('keydown', e => { if (e.key === 'Escape' && query.value) { e.preventDefault(); query.value = state.q = ''; change(); } });
		selects.forEach(({column, select}) => {
			select.append(el('option', {value: ''}, text('table.filter_by', column.title)));
			select.addEventListener('change', () => {
				if (select.value) state.filters[column.name] = select.value;
				else delete state.filters[column.name];
				change();
			});
		});
		clear.addEventListener('click', () => {
			state.q = state.sort = query.value = '';
			state.filters = {};
			selects.forEach(s => { s.select.value = ''; });
			change();
			query.focus();
		});
		more.addEventListener('click', () => {
			const at = limit;
			limit += step;
			draw();
			const link = body.rows[at] && body.rows[at].querySelector('a');
			if (link) link.focus();
		});
		['pointerenter', 'focusin', 'touchstart'].forEach(e => [tools, head].forEach(part => part.addEventListener(e, load, {once: true, passive: true})));
		const arrive = () => { if (read()) load().then(() => { options(); draw(); }); };
		addEventListener('hashchange', arrive);
		arrive();
	};
	all('[data-table]').forEach(enhance);

	// A table that does not scroll needs no stop for the keyboard; one that does needs a name.
	all('.table-scroll').forEach(box => {
		if (!box.getAttribute('aria-label') && !box.getAttribute('aria-labelledby')) box.setAttribute('aria-label', text('table.scroll'));
		if (window.ResizeObserver) new ResizeObserver(() => {
			if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
			else box.removeAttribute('tabindex');
		}).observe(box);
	});

	// ---- Headings and the contents list ------------------------------------------------------------------------
	const toast = el('p', {class: 'toast', role: 'status'});
	doc.body.append(toast);
	const say = message => {
		toast.textContent = message;
		setTimeout(() => { toast.textContent = ''; }, 2000);
	};
	all('.content :is(h2, h3, h4, h5)[id]').forEach(heading => {
		const label = text('script.copy_link', heading.textContent);
		const a = el('a', {class: 'anchor', href: '#' + encodeURIComponent(heading.id), 'aria-label': label, title: label}, '#');
		a.addEventListener('click', () => {
			if (navigator.clipboard) setTimeout(() => navigator.clipboard.writeText(location.href).then(() => say(text('script.copied')), () => {}));
		});
		heading.append(a);
	});
	const byId = hash => {
		try { return doc.getElementById(decodeURIComponent(hash.slice(1))); } catch (e) { return null; }
	};
	const entries = all('.contents a').map(a => ({a, heading: byId(a.getAttribute('href'))})).filter(e => e.heading);
	if (entries.length) {
		let waiting = false, current;
		const follow = () => {
			waiting = false;
			const edge = parseFloat(getComputedStyle(html).scrollPaddingTop) + 40 || 120;
			const end = innerHeight + scrollY >= doc.body.scrollHeight - 4;
			const passed = entries.filter(e => e.heading.getBoundingClientRect().top <= edge || end && e.heading.getBoundingClientRect().top < innerHeight);
			const next = (passed.pop() || {}).a;
			if (next === current) return;
			if (current) current.removeAttribute('aria-current');
			if (next) next.setAttribute('aria-current', 'true');
			current = next;
		};
		addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, {passive: true});
		follow();
	}

	// ---- Folds -------------------------------------------------------------------------------------------------
	const wide = matchMedia('(min-width: 64rem)');
	const unfold = () => all('.fold').forEach(fold => {
		fold.open = wide.matches;
		fold.firstElementChild.tabIndex = wide.matches ? -1 : 0;
	});
	wide.addEventListener('change', unfold);
	if (wide.matches) unfold();
	const here2 = doc.querySelector('.side .entries [aria-current]'), box = here2 && here2.closest('.fold');
	if (box && box.scrollHeight > box.clientHeight) box.scrollTop = here2.offsetTop - box.clientHeight / 2;
	const reveal = () => {
		const target = location.hash.length > 1 && byId(location.hash);
		if (target && target.matches('details')) target.open = true;
	};
	addEventListener('hashchange', reveal);
	reveal();
	let opened = [];
	addEventListener('beforeprint', () => { opened = all('details:not([open])'); opened.forEach(d => { d.open = true; }); });
	addEventListener('afterprint', () => opened.forEach(d => { d.open = false; }));

	// ---- Definitions of terms ----------------------------------------------------------------------------------
	const popover = el('div', {class: 'popover', id: 'ismsite-definition', role: 'tooltip', hidden: true});
	let owner = null, timer = 0;
	const hide = () => {
		clearTimeout(timer);
		popover.hidden = true;
		if (owner) owner.removeAttribute('aria-describedby');
		owner = null;
	};
	const show = term => {
		clearTimeout(timer);
		if (owner === term) return;
		hide();
		owner = term;
		popover.replaceChildren(el('strong', {}, term.textContent), term.dataset.definition, el('br'), el('a', {href: term.getAttribute('href'), tabindex: '-1'}, text('script.definition')));
		popover.hidden = false;
		term.setAttribute('aria-describedby', popover.id);
		const at = term.getClientRects()[0], own = popover.getBoundingClientRect(), gap = 8;
		const below = at.bottom + gap + own.height < innerHeight || at.top - gap - own.height < 0;
		popover.style.left = Math.max(16, Math.min(at.left, html.clientWidth - own.width - 16)) + scrollX + 'px';
		popover.style.top = (below ? at.bottom + gap : at.top - gap - own.height) + scrollY + 'px';
	};
	const terms = all('a.term[title]');
	if (terms.length) {
		doc.body.append(popover);
		const later = (f, ms) => { clearTimeout(timer); timer = setTimeout(f, ms); };
		terms.forEach(term => {
			term.dataset.definition = term.title;
			term.removeAttribute('title');
			term.addEventListener('pointerenter', e => { if (e.pointerType === 'mouse') later(() => show(term), 180); });
			term.addEventListener('pointerleave', e => { if (e.pointerType === 'mouse') later(hide, 250); });
			term.addEventListener('focus', () => { if (term.matches(':focus-visible')) show(term); });
			term.addEventListener('blur', () => later(hide, 150));
			term.addEventListener('click', e => { if (e.pointerType === 'touch' && owner !== term) { e.preventDefault(); show(term); } });
		});
		popover.addEventListener('pointerenter', () => clearTimeout(timer));
		popover.addEventListener('pointerleave', () => later(hide, 250));
		doc.addEventListener('keydown', e => { if (e.key === 'Escape') hide(); });
		doc.addEventListener('pointerdown', e => { if (owner && !popover.contains(e.target) && e.target !== owner) hide(); });
	}
})();
