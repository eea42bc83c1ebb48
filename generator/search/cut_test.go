package search

import (
	"slices"
	"strings"
	"testing"
)

func TestCut(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Access control, reviewed.", "Access|control|reviewed"},
		{"ISO/IEC 27001:2022", "ISO/IEC|27001:2022!"},
		{"A.5.10 and POL-001", "A.5.10!|and|POL-001!"},
		{"the supplier's data", "the|supplier's|data"},
		{"access_control safe.URL", "access_control|safe.URL"},
		{"1,000 or 2.5", "1,000|or|2.5"},
		{"ISO規程ver2", "ISO|規程*|ver2"},
		{"情報セキュリティー。", "情報セキュリティー*"},
		{"https://example.com/a", "https|example.com/a"},
		{"end. Start", "end|Start"},
		{"", ""},
		{"🔒 -- …", ""},
	} {
		var got []string
		cut(c.text, func(u unit) {
			s := c.text[u.start:u.end]
			if u.cjk {
				s += "*"
			}
			if u.identifier(c.text) {
				s += "!"
			}
			got = append(got, s)
		})
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("cut(%q)\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for word, want := range map[string]string{"POL-001": "pol-001", "Überprüfung": "uberprufung", "Maßnahme": "massnahme", "café": "cafe",
		"supplier’s": "supplier's", "ﾊﾞｯｸｱｯﾌﾟ": "バックアップ", "ＩＳＯ": "iso", "が": "が"} {
		if got := fold(word); got != want {
			t.Errorf("fold(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestSpellingsMeet(t *testing.T) {
	en, err := newLanguage("en")
	if err != nil {
		t.Fatal(err)
	}
	for british, american := range map[string]string{"organisation": "organization", "organisations": "organization", "authorised": "authorized", "behaviour": "behavior",
		"centre": "center", "labelling": "labeling", "analyse": "analyze", "catalogue": "catalog", "licence": "license", "defence": "defense", "programme": "program",
		"judgement": "judgment", "colours": "colors"} {
		if a, b := en.term(british), en.term(american); a != b {
			t.Errorf("%s becomes %q, %s becomes %q", british, a, american, b)
		}
	}
}

func TestLanguages(t *testing.T) {
	for _, name := range append(slices.Clone(analysed), append(stopped, "cjk", "")...) {
		lex, err := newAnalyst().lexicon(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if hits := lex.inflected("2022"); len(hits) != 1 || hits[0].text != "2022" {
			t.Errorf("%s: 2022 becomes %v", name, hits)
		}
		if hits := lex.inflected("Informationssicherheit"); len(hits) != 1 || hits[0].text == "" {
			t.Errorf("%s: a word becomes %v", name, hits)
		}
	}
	for tag, want := range map[string]string{"de-CH": "de", "ja": "cjk", "zh-Hans": "cjk", "nb": "no", "EN_gb": "en", "cs": "cs", "tlh": "", "": ""} {
		if got := baseLanguage(tag); got != want {
			t.Errorf("baseLanguage(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		q, w                string
		most, whole, prefix int
	}{
		{"acess", "access", 1, 1, 1}, {"incidnet", "incident", 2, 1, 1}, {"polcy", "policies", 2, 3, 2}, {"abc", "abc", 1, 0, 0}, {"abcdef", "xyz", 2, 3, 3},
		{"informtion", "information", 2, 1, 1}, {"infromat", "information", 2, 3, 1},
	} {
		whole, prefix := distance([]rune(c.q), []rune(c.w), c.most)
		if whole != c.whole || prefix != c.prefix {
			t.Errorf("distance(%s, %s, %d) = %d, %d, want %d, %d", c.q, c.w, c.most, whole, prefix, c.whole, c.prefix)
		}
	}
}
