package search

import (
	"strings"
	"testing"
)

func TestReadersFindWhatTheyType(t *testing.T) {
	mixed := build(t, mixedSections(t), Options{})
	for _, s := range readSamples(t) {
		alone := build(t, s.sections(), Options{Language: s.Language})
		for _, q := range s.Queries {
			for name, ix := range map[string]*Index{"alone": alone, "with other languages": mixed} {
				if name != "alone" && q.Kind == "nothing" {
					continue // a stop word of one language is a word of another
				}
				got := ""
				hits := ix.Query(q.Query, Filter{}, 10)
				if len(hits) > 0 {
					got = hits[0].ID
				}
				if got != q.Expect {
					t.Errorf("%s, %s: %q (%s) finds %q first of %d, want %q", s.name, name, q.Query, q.Kind, got, len(hits), q.Expect)
				}
			}
		}
	}
}

func TestNoQueryIsAnError(t *testing.T) {
	ix := build(t, mixedSections(t), Options{})
	for _, q := range []string{"", " ", "27001:2022", `"ISO/IEC`, "a:", ":", "+", ">5", "/re(/", "[", `\`, "*", "a*", "~", "AND OR NOT",
		"<script>alert(1)</script>", strings.Repeat("x", 10000), strings.Repeat("policy ", 2000), strings.Repeat("情", 5000),
		"🔒", "🔒 policy 👩‍👩‍👧", "the", "the of and", "שלום עולם", "سياسة أمن المعلومات", "\x00\xff\xfe", "a\u0300\u0301", "\u202epolicy", "_", "...", "--", "constructor", "__proto__"} {
		a := ix.Answer(q, Filter{}, 10)
		if len(a.Hits) > 10 || a.Total < len(a.Hits) {
			t.Errorf("%.40q: %d hits of %d", q, len(a.Hits), a.Total)
		}
	}
}
