package report

import (
	"bytes"
	"strings"
	"testing"
)

func TestTextFitsTheTerminal(t *testing.T) {
	table := reviews()
	table.Rows[0][1] = Text("A title that is longer than a small terminal has room for, and then some")
	for _, c := range []struct {
		name  string
		width int
		want  string
	}{
		{"long texts are cut first", 80, `ID    Title          Version  Next review  Days overdue  Approved  Controls
007   A title that…  1.10     2026-01-31             59  yes       A.5.15; A.8.3
`},
		{"then columns go, and the last line names them", 40, `ID    Title         Version  Next review
007   A title tha…  1.10     2026-01-31
`},
		{"at least one column stays", 2, "ID\n007\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := table.Text(&b, c.width); err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.Split(b.String(), "\n") {
				if n := cells(line); n > c.width && c.width > 10 && !strings.HasPrefix(line, "3 rows") {
					t.Errorf("%d cells in a terminal of %d: %q", n, c.width, line)
				}
			}
			if c.width < 80 && !strings.Contains(b.String(), "too narrow to show ") {
				t.Error("the last line does not name what is missing")
			}
			if !strings.HasPrefix(b.String(), c.want) {
				t.Errorf("got\n%s\nwant\n%s", b.String(), c.want)
			}
		})
	}
}

func TestCells(t *testing.T) {
	for in, want := range map[string]int{"": 0, "abc": 3, "日本": 4, "ü": 1, "u\u0308": 1, "ＡＢ": 4, "🙂": 2, "한글": 4, "…": 1} {
		if got := cells(in); got != want {
			t.Errorf("cells(%q) = %d, want %d", in, got, want)
		}
	}
}

func TestCutCountsWideRunes(t *testing.T) {
	for _, c := range []struct {
		in   string
		room int
		want string
	}{{"日本語", 6, "日本語"}, {"日本語", 5, "日本…"}, {"日本語", 4, "日…"}, {"ab cd", 4, "ab…"}, {"abc", 1, "…"}} {
		if got := cut(c.in, c.room); got != c.want || cells(got) > c.room {
			t.Errorf("cut(%q, %d) = %q, want %q", c.in, c.room, got, c.want)
		}
	}
}

func TestTerminalIsNotControlled(t *testing.T) {
	table := &Table{Name: "t", Columns: []Column{{Name: "a"}}, Rows: [][]Cell{{Text("\x1b[31mred\u009b\u202etxt\r\nb")}}}
	got := printed(t, table, AsText)
	if strings.ContainsAny(got, "\x1b\u009b\u202e\r") {
		t.Errorf("control characters reach the terminal: %q", got)
	}
}

func TestMarkdownShowsTexts(t *testing.T) {
	for in, want := range map[string]string{
		"<b>*x*</b>":     `\<b\>\*x\*\</b\>`,
		"a|b":            `a\|b`,
		`a\|b`:           `a\\\|b`,
		"&amp; R&D & co": `\&amp; R&D & co`,
		"in_review":      "in_review",
		"_x_":            `\_x\_`,
		"[a](b)":         `\[a\](b)`,
		"ä_ö":            "ä_ö",
		"a\r\nb":         "a  b",
	} {
		if got := markdownText(in); got != want {
			t.Errorf("markdownText(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMarkdownLinksOnlyWhatIsSafe(t *testing.T) {
	for href, want := range map[string]string{
		"documents/a b|c.html": "[x](<documents/a b%7Cc.html>)",
		"https://example.org":  "[x](<https://example.org>)",
		"javascript:alert(1)":  "x",
		"JavaScript:alert(1)":  "x",
		"a\nb":                 "x",
		"":                     "x",
	} {
		if got := markdownCell(Link("x", href)); got != want {
			t.Errorf("a link to %q is %q, want %q", href, got, want)
		}
	}
}
