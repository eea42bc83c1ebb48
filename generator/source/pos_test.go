package source

import (
	"slices"
	"testing"
)

func TestPosString(t *testing.T) {
	for _, c := range []struct {
		name string
		pos  Pos
		want string
	}{
		{"a file as a whole", Pos{File: "a.md"}, "a.md"},
		{"a line", Pos{File: "a.md", Line: 3}, "a.md:3"},
		{"a place", Pos{"a.md", 3, 7}, "a.md:3:7"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.pos.String(); got != c.want {
				t.Errorf("%#v: got %q, want %q", c.pos, got, c.want)
			}
		})
	}
}

func TestLines(t *testing.T) {
	lines := NewLines("a.md", []byte("ab\näö\n\nz"), 5)
	for _, c := range []struct {
		name   string
		offset int
		want   string
	}{
		{"the first letter", 0, "a.md:5:1"},
		{"the end of a line", 2, "a.md:5:3"},
		{"the first letter of the next", 3, "a.md:6:1"},
		{"a letter of two bytes counts one", 5, "a.md:6:2"},
		{"an empty line", 8, "a.md:7:1"},
		{"the last letter", 9, "a.md:8:1"},
		{"the end", 10, "a.md:8:2"},
		{"behind the end", 99, "a.md:8:2"},
		{"before the beginning", -1, "a.md:5:1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lines.Pos(c.offset).String(); got != c.want {
				t.Errorf("offset %d: got %s, want %s", c.offset, got, c.want)
			}
		})
	}
}

func TestJoin(t *testing.T) {
	a := Problem{Pos: Pos{"a.md", 2, 1}, Check: "x", Message: "m"}
	b := Problem{Pos: Pos{"a.md", 10, 1}, Check: "x", Message: "m"}
	c := Problem{Pos: Pos{"b.md", 1, 1}, Check: "x", Message: "m"}
	d := Problem{Pos: Pos{"a.md", 2, 1}, Check: "w", Message: "m"}
	in := []Problem{c, b}
	got := Join(in, []Problem{a, d, a})
	if want := []Problem{d, a, b, c}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if in[0] != c {
		t.Error("Join changed its input")
	}
}

func TestParseSeverity(t *testing.T) {
	for _, name := range Severities() {
		if s, ok := ParseSeverity(name); !ok || s.String() != name {
			t.Errorf("ParseSeverity(%q) = %v, %v", name, s, ok)
		}
	}
	for _, name := range []string{"", "default", "Error", "fatal"} {
		if s, ok := ParseSeverity(name); ok {
			t.Errorf("ParseSeverity(%q) = %v, want none", name, s)
		}
	}
}
