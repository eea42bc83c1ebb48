// Package page decides which pages a site has and what each shows.
//
// In goes a complete management system; out comes a list of pages by path. A page's view is made when the page is
// rendered, so that a preview works out only what is looked at. Views hold plain texts and links that are ready to
// use; how they look is the theme's business.
//
// No page grows with the site: menus show a section's neighbourhood, long tables are cut into pages.
package page
