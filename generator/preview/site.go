package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"ismsite/generator/publish"
)

// A site is a good build with those of its files that were looked at.
type site struct {
	*Build
	contents sync.Map // path to func() content
}

// A content is the bytes of one file, or why there are none.
type content struct {
	body []byte
	err  error
}

// content gives a file's bytes, made on the first call. It reports false if the site has no such file.
func (s *site) content(name string) (content, bool) {
	if known, ok := s.contents.Load(name); ok {
		return known.(func() content)(), true
	}
	if !validPath(name) {
		return content{}, false
	}
	file, ok := s.File(name)
	if !ok {
		return content{}, false
	}
	known, _ := s.contents.LoadOrStore(name, sync.OnceValue(func() content { return produce(file) }))
	return known.(func() content)(), true
}

func produce(file publish.File) (c content) {
	defer func() {
		if bug := recover(); bug != nil {
			c = content{err: fmt.Errorf("internal error: %v", bug)}
		}
	}()
	body, err := file.Content()
	return content{body, err}
}

func (s *site) has(name string) bool {
	if !validPath(name) {
		return false
	}
	_, ok := s.File(name)
	return ok
}

// validPath reports whether a request may mean a file of that name. Files come out of a list, so nothing else
// could be reached; it is asked all the same, since a build is free in how it finds them.
func validPath(name string) bool {
	return name != "" && path.Clean("/"+name) == "/"+name && !strings.ContainsAny(name, "\\\x00")
}

// outputPath is the file that a request's path means: a folder means its index.
func outputPath(urlPath string) string {
	name := strings.TrimPrefix(urlPath, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}

// files answers with the files of the site.
func (s *server) files(w http.ResponseWriter, r *http.Request) {
	st := s.current()
	if st.site == nil {
		sendNotice(w, r, http.StatusServiceUnavailable, "The site could not be built", fmt.Sprint(st.err))
		return
	}
	name := outputPath(r.URL.Path)
	c, ok := st.site.content(name)
	switch {
	case !ok && !strings.HasSuffix(r.URL.Path, "/") && st.site.has(name+"/index.html"):
		to := url.URL{Path: r.URL.Path + "/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusTemporaryRedirect)
	case !ok:
		s.notFound(w, r, st.site)
	case c.err != nil:
		s.log("making %s: %v", name, c.err)
		sendNotice(w, r, http.StatusInternalServerError, "This page could not be made", fmt.Sprintf("%s: %v", name, c.err))
	default:
		send(w, r, http.StatusOK, name, c.body)
	}
}

func (s *server) notFound(w http.ResponseWriter, r *http.Request, site *site) {
	c, ok := site.content("404.html")
	if !ok || c.err != nil {
		sendNotice(w, r, http.StatusNotFound, "Page not found", "This site has no page at "+r.URL.Path)
		return
	}
	send(w, r, http.StatusNotFound, "404.html", c.body)
}

// send answers with a file. Server-Timing repeats the ETag where a script can read it: a page has to know which
// of its versions it is.
func send(w http.ResponseWriter, r *http.Request, status int, name string, body []byte) {
	sum := sha256.Sum256(body)
	tag := hex.EncodeToString(sum[:12])
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	h.Set("ETag", strconv.Quote(tag))
	h.Set("Server-Timing", `version;desc="`+tag+`"`)
	if status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// sendNotice answers with a page of our own, which follows the builds like any other.
func sendNotice(w http.ResponseWriter, r *http.Request, status int, title, text string) {
	page := fmt.Sprintf(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>%s</title>
<link rel="icon" href="data:,">
<script src="%s" defer></script>
</head>
<body>
<main>
<h1>%[1]s</h1>
<pre>%[3]s</pre>
</main>
</body>
</html>
`, html.EscapeString(title), scriptPath, html.EscapeString(text))
	send(w, r, status, "notice.html", []byte(page))
}
