package page

import (
	"net/url"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// rel is the link from one output file to another, both as paths from the root; to may carry an #anchor. It is
// percent-encoded where needed.
func rel(from, to string) string {
	to, anchor, hasAnchor := strings.Cut(to, "#")
	var b strings.Builder
	if from != to {
		a, c := strings.Split(from, "/"), strings.Split(to, "/")
		for len(a) > 1 && len(c) > 1 && a[0] == c[0] {
			a, c = a[1:], c[1:]
		}
		b.WriteString(strings.Repeat("../", len(a)-1))
		for i, part := range c {
			if i > 0 {
				b.WriteByte('/')
			}
			b.WriteString(escapePart(part))
		}
	} else if !hasAnchor {
		b.WriteString(escapePart(to[strings.LastIndexByte(to, '/')+1:]))
	}
	if hasAnchor {
		b.WriteByte('#')
		b.WriteString(escapePart(anchor))
	}
	return b.String()
}

// escapePart percent-encodes what may not stand in one part of a path. Most parts need nothing.
func escapePart(part string) string {
	for i := 0; i < len(part); i++ {
		if c := part[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.') {
			return strings.ReplaceAll(url.PathEscape(part), ":", "%3A")
		}
	}
	return part
}
