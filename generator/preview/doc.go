// Package preview is the server behind "ismsite serve": it shows the site while its sources are being written.
//
// In go a folder to watch and a function that builds; out comes an HTTP server that shows the latest good build
// and tells open pages when there is a newer one. What stays true: builds run one at a time; after any storm of
// changes the last build began after the last change; a build that fails leaves the site of the one before, with
// the error laid over it; nothing is written to disk; and only this machine's own pages may read what is served,
// unless the user chose to listen more widely.
//
// The way of a change: a watcher says that something may have changed (watch.go, poll.go), the server builds and
// puts the new state in place (state.go), event streams pass its number on (events.go), and in the browser
// assets/preview.js fetches its own page again and brings the page up to date where it stands.
//
// What a build is and what the problems mean is left to the callers.
package preview
