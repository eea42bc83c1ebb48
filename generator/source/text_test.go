package source

import (
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ name, in, want, at string }{
		{"plain text stays as it is", "a\nb\n", "a\nb\n", ""},
		{"an empty file is an empty text", "", "", ""},
		{"a byte order mark goes", "\ufeffa\n", "a\n", ""},
		{"a byte order mark alone is an empty text", "\ufeff", "", ""},
		{"a byte order mark further on stays", "a\ufeffb", "a\ufeffb", ""},
		{"carriage return and line feed are one line end", "a\r\nb\r\n", "a\nb\n", ""},
		{"a carriage return alone ends a line", "a\rb\r", "a\nb\n", ""},
		{"line ends may be mixed", "a\r\nb\rc\n\rd", "a\nb\nc\n\nd", ""},
		{"a byte order mark and carriage returns go together", "\ufeffa\r\nb", "a\nb", ""},
		{"NUL becomes visible and is reported", "a\nb\x00c", "a\nb\ufffdc", "f.md:2:2"},
		{"invalid UTF-8 becomes visible and is reported", "gr\xfc\xdfe", "gr\ufffd\ufffde", "f.md:1:3"},
		{"columns count characters, also behind invalid bytes", "ä\xff\nö\xff", "ä\ufffd\nö\ufffd", "f.md:1:2 f.md:2:2"},
		{"a line is reported once", "\xff\xff\xff\n", "\ufffd\ufffd\ufffd\n", "f.md:1:1"},
		{"a cut-off character is reported", "a\xe2\x82", "a\ufffd\ufffd", "f.md:1:2"},
		{"a surrogate is not UTF-8", "\xed\xa0\x80", "\ufffd\ufffd\ufffd", "f.md:1:1"},
		{"a replacement character that the author wrote is text", "a\ufffd", "a\ufffd", ""},
		{"lines count the same before and behind carriage returns", "a\r\nb\r\xff", "a\nb\n\ufffd", "f.md:3:1"},
		{"at most ten lines are reported", strings.Repeat("\xff\n", 12), strings.Repeat("\ufffd\n", 12),
			"f.md:1:1 f.md:2:1 f.md:3:1 f.md:4:1 f.md:5:1 f.md:6:1 f.md:7:1 f.md:8:1 f.md:9:1 f.md:10:1"},
		{"UTF-16, little end first, is left out", "\xff\xfea\x00", "", "f.md:1:1"},
		{"UTF-16, big end first, is left out", "\xfe\xff\x00a", "", "f.md:1:1"},
		{"UTF-16 without its mark is full of NUL", "a\x00b\x00", "a\ufffdb\ufffd", "f.md:1:2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, problems := Text("f.md", []byte(c.in))
			if string(got) != c.want || places(problems) != c.at {
				t.Errorf("Text(%q)\ngot  %q, problems at %q\nwant %q, problems at %q", c.in, got, places(problems), c.want, c.at)
			}
			for _, p := range problems {
				if p.Check != "not-utf8" {
					t.Errorf("Text(%q): check %q, want not-utf8", c.in, p.Check)
				}
			}
		})
	}
}

func TestTextLeavesItsInput(t *testing.T) {
	in := "\ufeffa\r\nb\x00\xff\r"
	content := []byte(in)
	Text("f.md", content)
	if string(content) != in {
		t.Errorf("Text changed its input: got %q, want %q", content, in)
	}
}

// places writes the positions of problems behind each other.
func places(problems []Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, p.Pos.String())
	}
	return strings.Join(all, " ")
}
