// Before the page is drawn: the colours the reader chose, so that it does not flash in the others.
(function () {
	'use strict';
	try {
		var theme = localStorage.getItem('ismsite.theme');
		if (theme === 'light' || theme === 'dark') document.documentElement.setAttribute('data-theme', theme);
	} catch (e) { /* no storage: the system's colours */ }
})();
