package preview

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"ismsite/generator/check"
)

// newHandler serves a folder as it is, without following it.
func newHandler(t *testing.T, files ...string) (http.Handler, *server, *folder) {
	f := newFolder(t, files...)
	s := newServer(f.build, f.log, "127.0.0.1")
	s.rebuild(context.Background())
	return s.handler(), s, f
}

// ask makes a request as a browser's own would be, changed by name and value pairs of headers; Host is one.
func ask(h http.Handler, method, target string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	r.Host = "127.0.0.1:4000"
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(r *http.Response) string {
	b, _ := io.ReadAll(r.Body)
	return string(b)
}

func TestPaths(t *testing.T) {
	h, _, _ := newHandler(t, "index.md", "home", "documents/index.md", "register", "documents/POL-001.md", "policy", "a b/ä.md", "spaces", "secret.txt", "plain", "x.unknown", "x", "bug.txt", "panic here")
	for _, c := range []struct {
		path   string
		status int
		want   string // in the body, or the place to go to
	}{
		{"/", 200, "home"},
		{"/index.html", 200, "home"},
		{"/documents/", 200, "register"},
		{"/documents", 307, "/documents/"},
		{"/documents?q=1", 307, "/documents/?q=1"},
		{"/documents/POL-001.html", 200, "policy"},
		{"/documents/POL-001.html?x=y", 200, "policy"},
		{"/documents/POL-001", 404, "Nothing here"},
		{"/documents/pol-001.html", 404, "Nothing here"},
		{"/a%20b/%C3%A4.html", 200, "spaces"},
		{"/documents/../secret.txt", 404, "Nothing here"},
		{"/documents/%2e%2e/secret.txt", 404, "Nothing here"},
		{"/documents/%2E%2E%2Fsecret.txt", 404, "Nothing here"},
		{"/..%5csecret.txt", 404, "Nothing here"},
		{"/%2e/secret.txt", 404, "Nothing here"},
		{"/../../../../etc/passwd", 404, "Nothing here"},
		{"/secret.txt%00.html", 404, "Nothing here"},
		{"//example.com/", 307, "/example.com/"},
		{"/secret.txt/", 404, "Nothing here"},
		{"/bug.txt", 500, "internal error"},
		{"/_ismsite/", 404, "nothing at"},
		{"/_ismsite/other", 404, "nothing at"},
		{"/_ismsite/preview.js", 200, "EventSource"},
		{"/_ismsite/preview.css", 200, ":host"},
		{"/debug/vars", 404, "Nothing here"},
	} {
		r := ask(h, "GET", c.path)
		got := body(r)
		if r.StatusCode >= 300 && r.StatusCode < 400 {
			got = r.Header.Get("Location")
			if got == c.want {
				got += "!"
				c.want += "!"
			}
		}
		if r.StatusCode != c.status || !strings.Contains(got, c.want) {
			t.Errorf("%s: status %d, want %d with %q; got %.300s", c.path, r.StatusCode, c.status, c.want, got)
		}
	}
}

func TestHeaders(t *testing.T) {
	h, _, _ := newHandler(t, "index.md", "home")
	for _, path := range []string{"/", "/none.html", "/_ismsite/preview.js", "/_ismsite/problems.json"} {
		r := ask(h, "GET", path)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
			"Cross-Origin-Resource-Policy": "same-origin", "Content-Security-Policy": policy, "Access-Control-Allow-Origin": "",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		tag := r.Header.Get("ETag")
		if again := ask(h, "GET", path, "If-None-Match", tag); tag == "" || r.StatusCode == 200 && again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: tag %s, then status %d", path, tag, again.StatusCode)
		}
		if head := ask(h, "HEAD", path); head.StatusCode != r.StatusCode || head.Header.Get("ETag") != tag || head.Header.Get("Content-Length") == "" || body(head) != "" {
			t.Errorf("%s: HEAD gives %d %v", path, head.StatusCode, head.Header)
		}
	}
}

func TestMethods(t *testing.T) {
	h, _, _ := newHandler(t, "index.md", "home")
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"} {
		r := ask(h, method, "/")
		if r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: status %d, Allow %q", method, r.StatusCode, r.Header.Get("Allow"))
		}
	}
}

func TestHosts(t *testing.T) {
	h, s, _ := newHandler(t, "index.md", "home")
	status := func(host string, local string) int {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		if local != "" {
			addr, err := net.ResolveTCPAddr("tcp", local)
			if err != nil {
				t.Fatal(err)
			}
			r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, net.Addr(addr)))
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	for _, c := range []struct {
		listened, host, local string
		status                int
	}{
		{"127.0.0.1", "127.0.0.1:4000", "127.0.0.1:4000", 200},
		{"127.0.0.1", "127.0.0.1", "", 200},
		{"127.0.0.1", "127.1.2.3:4000", "", 200},
		{"127.0.0.1", "localhost:4000", "", 200},
		{"127.0.0.1", "LocalHost.:4000", "", 200},
		{"127.0.0.1", "isms.localhost:4000", "", 200},
		{"127.0.0.1", "[::1]:4000", "", 200},
		{"127.0.0.1", "[::1]", "", 200},
		{"127.0.0.1", "evil.example:4000", "127.0.0.1:4000", 403},
		{"127.0.0.1", "localhost.evil.example", "", 403},
		{"127.0.0.1", "127.0.0.1.evil.example:4000", "", 403},
		{"127.0.0.1", "evillocalhost", "", 403},
		{"127.0.0.1", "0.0.0.0:4000", "127.0.0.1:4000", 403},
		{"127.0.0.1", "192.168.1.5:4000", "127.0.0.1:4000", 403},
		{"127.0.0.1", "", "", 403},
		{"0.0.0.0", "192.168.1.5:4000", "192.168.1.5:4000", 200},
		{"0.0.0.0", "192.168.1.6:4000", "192.168.1.5:4000", 403},
		{"0.0.0.0", "evil.example:4000", "192.168.1.5:4000", 403},
		{"Desk.example", "desk.example:4000", "192.168.1.5:4000", 200},
		{"desk.example", "evil.example", "192.168.1.5:4000", 403},
	} {
		s.host = c.listened
		if got := status(c.host, c.local); got != c.status {
			t.Errorf("listening at %s, host %q on %q: status %d, want %d", c.listened, c.host, c.local, got, c.status)
		}
	}
}

func TestOrigins(t *testing.T) {
	h, _, _ := newHandler(t, "index.md", "home")
	for _, c := range []struct {
		name, path string
		headers    []string
		status     int
	}{
		{"its own page", "/_ismsite/problems.json", []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors"}, 200},
		{"its own page, with an origin", "/", []string{"Origin", "http://127.0.0.1:4000", "Sec-Fetch-Site", "same-origin"}, 200},
		{"the address line", "/", []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{"a link elsewhere", "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{"a link elsewhere to the problems", "/_ismsite/problems.json", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 403},
		{"a frame elsewhere", "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		{"a script elsewhere", "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403},
		{"another port of this machine", "/", []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403},
		{"a foreign stream", "/_ismsite/events", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors"}, 403},
		{"a foreign origin", "/_ismsite/events", []string{"Origin", "https://evil.example"}, 403},
		{"an origin of another port", "/_ismsite/events", []string{"Origin", "http://127.0.0.1:5000"}, 403},
		{"an origin without a name", "/_ismsite/events", []string{"Origin", "null"}, 403},
		{"two origins", "/", []string{"Origin", "http://127.0.0.1:4000", "Origin", "https://evil.example"}, 403},
	} {
		if r := ask(h, "GET", c.path, c.headers...); r.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", c.name, r.StatusCode, c.status)
		}
	}
}

func TestMediaTypes(t *testing.T) {
	h, _, _ := newHandler(t, "index.md", "home", "site.css", "a", "site.js", "b", "data.json", "{}", "PIC.PNG", "c", "icon.svg", "<svg/>", "reviews.ics", "d", "t.csv", "e", "t.xlsx", "f", "what.else", "<html>")
	for path, want := range map[string]string{
		"/":            "text/html; charset=utf-8",
		"/site.css":    "text/css; charset=utf-8",
		"/site.js":     "text/javascript; charset=utf-8",
		"/data.json":   "application/json",
		"/PIC.PNG":     "image/png",
		"/icon.svg":    "image/svg+xml",
		"/reviews.ics": "text/calendar; charset=utf-8",
		"/t.csv":       "text/csv; charset=utf-8",
		"/t.xlsx":      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"/what.else":   "application/octet-stream",
		"/none":        "text/html; charset=utf-8",
		eventsPath:     "text/event-stream; charset=utf-8",
	} {
		if got := ask(h, "HEAD", path).Header.Get("Content-Type"); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestProblems(t *testing.T) {
	h, _, _ := newHandler(t, "documents/a b.md", "warning: one", "documents/c.md", "error: two\nwarning: three", "index.md", "error: four")
	var got struct {
		counts
		Total    int
		Problems []printed
	}
	read := func(query string) string {
		got.Problems = nil
		if err := json.Unmarshal([]byte(body(ask(h, "GET", listPath+query))), &got); err != nil {
			t.Fatal(err)
		}
		var messages []string
		for _, p := range got.Problems {
			if p.Here {
				p.Message += "!"
			}
			messages = append(messages, p.Message)
		}
		return strings.Join(messages, " ")
	}
	for query, want := range map[string]string{
		"":                                    "one two three four",
		"?page=/documents/c.html":             "two! three! one four",
		"?page=%2Fdocuments%2Fa%2520b.html":   "one! two three four",
		"?page=/&limit=2":                     "four! one",
		"?page=%25zz":                         "one two three four",
		"?page=/documents/none.html&limit=-1": "one two three four",
	} {
		if messages := read(query); messages != want || got.counts != (counts{2, 2, 0}) || got.Total != 4 {
			t.Errorf("%s: %s, %+v of %d; want %s", query, messages, got.counts, got.Total, want)
		}
	}
	read("")
	if p := got.Problems[2]; p != (printed{check.Printed{File: "documents/c.md", Line: 2, Column: 1, Severity: "warning", Check: "a-line", Message: "three", Why: "because", Fix: "remove it"}, "documents/c.html", false}) {
		t.Errorf("%+v", p)
	}
}
