package preview

import (
	_ "embed"
	"net/http"
	"strings"
)

// Paths below ownPath are the preview's own; a page's head loads the script from there.
const (
	ownPath    = "/_ismsite/"
	scriptPath = ownPath + "preview.js"
	stylePath  = ownPath + "preview.css"
	eventsPath = ownPath + "events"
	listPath   = ownPath + "problems.json"
)

//go:embed assets/preview.js
var script []byte

//go:embed assets/preview.css
var style []byte

// handler answers all requests. The mux is our own, as libraries leave pages of theirs in the common one.
func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc(scriptPath, func(w http.ResponseWriter, r *http.Request) { send(w, r, http.StatusOK, scriptPath, script) })
	mux.HandleFunc(stylePath, func(w http.ResponseWriter, r *http.Request) { send(w, r, http.StatusOK, stylePath, style) })
	mux.HandleFunc(eventsPath, s.events)
	mux.HandleFunc(listPath, s.problems)
	mux.HandleFunc(ownPath, func(w http.ResponseWriter, r *http.Request) {
		sendNotice(w, r, http.StatusNotFound, "Page not found", "The preview has nothing at "+r.URL.Path)
	})
	mux.HandleFunc("/", s.files)
	return s.guard(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if oddPath(r.URL.Path) { // no link of a site leads there, and the mux would redirect it
			s.files(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// oddPath reports whether a path has parts that no file of a site has.
func oddPath(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if part == "." || part == ".." || strings.ContainsAny(part, "\\\x00") {
			return true
		}
	}
	return false
}
