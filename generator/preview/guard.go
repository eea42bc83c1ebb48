package preview

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// The policy is that of the pages' own meta element, and says besides that a page may ask this server and may
// not be framed.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"base-uri 'none'; form-action 'none'; connect-src 'self'; frame-ancestors 'none'"

// guard lets through what a browser asks for on behalf of the preview's own pages. Drafts are confidential, and
// any website that the user visits meanwhile can send requests to this machine: the Host is compared because of
// names that an attacker points at it, the rest because a script of ours could be loaded by a foreign page.
func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "the preview can only be read", http.StatusMethodNotAllowed)
		case !s.ownHost(r):
			http.Error(w, "the preview does not answer under this host name; open it under the address it was started with", http.StatusForbidden)
		case !ownOrigin(r):
			http.Error(w, "the preview answers its own pages only", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ownHost reports whether a request came under a name that cannot be somebody else's: one of this machine's loop
// back, the one we were told to listen at, or the very address the connection came in on.
func (s *server) ownHost(r *http.Request) bool {
	name := hostName(r.Host)
	if name == "localhost" || strings.HasSuffix(name, ".localhost") || name == strings.ToLower(s.host) {
		return true
	}
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return false
	}
	if ip.Unmap().IsLoopback() {
		return true
	}
	local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if local == nil {
		return false
	}
	at, err := netip.ParseAddrPort(local.String())
	return err == nil && at.Addr().Unmap().WithZone("") == ip.Unmap().WithZone("")
}

// hostName is the name in a Host header, in lower case, without port, brackets and closing dot.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// ownOrigin reports whether a page of the preview, or the user, asks. A link on another site may lead to a page.
func ownOrigin(r *http.Request) bool {
	if origins := r.Header.Values("Origin"); len(origins) > 1 || len(origins) == 1 && origins[0] != "http://"+r.Host {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document" && !strings.HasPrefix(r.URL.Path, ownPath)
}
