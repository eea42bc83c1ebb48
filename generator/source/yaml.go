package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Limits for one YAML text: bytes, and levels of nesting.
type Limits struct {
	Size  int
	Depth int
}

// FrontMatterLimits and FileLimits are the caps for front matter and for whole YAML files.
var (
	FrontMatterLimits = Limits{64 << 10, 8}
	FileLimits        = Limits{16 << 20, 12}
)

// YAML reads text, whose first line has the number first in the file, as one YAML value. Anchors, aliases, merge
// keys and tags are refused: each is a problem, and what it stands for is left out. A text that is not YAML gives
// a Null value and the problem.
func YAML(file string, text []byte, first int, limits Limits) (Value, []Problem) {
	at := Pos{file, first, 1}
	if len(text) > limits.Size {
		return Value{Pos: at}, []Problem{{Pos: at, Check: "yaml-syntax",
			Message: fmt.Sprintf("%d KB of YAML; at most %d KB are read", len(text)>>10, limits.Size>>10)}}
	}
	if depth := flowDepth(text); depth > 200 {
		return Value{Pos: at}, []Problem{{Pos: at, Check: "yaml-syntax", Message: fmt.Sprintf("%d brackets are open at once", depth)}}
	}
	d := decoder{file: file, first: first, depth: limits.Depth, lines: bytes.Split(text, []byte("\n"))}
	root, second, err := parseYAML(text)
	switch {
	case err != nil:
		return Value{Pos: at}, []Problem{yamlProblem(file, text, first, err)}
	case second > 0:
		d.problems = append(d.problems, Problem{Pos: Pos{file, first + second - 1, 1}, Check: "yaml-syntax", Message: secondDocument,
			Fix: "remove the line with --- or ... before it"})
	}
	if root == nil {
		return Value{Pos: at}, d.problems
	}
	return d.value(root, 0), d.problems
}

const secondDocument = "a second YAML document begins here; it is not read"

// The characters that the YAML library takes for line ends and no editor does, and what stands for them while it
// reads: characters that no text holds.
var (
	hideBreaks = strings.NewReplacer("\u0085", "\U0001fffe", "\u2028", "\U0002fffe", "\u2029", "\U0003fffe")
	showBreaks = strings.NewReplacer("\U0001fffe", "\u0085", "\U0002fffe", "\u2028", "\U0003fffe", "\u2029")
)

// parseYAML returns the first document of a text, nil for an empty one, and the line on which a second one begins,
// 0 for none. The text gets an empty line in front, since the library takes a mark on its first line for none; that
// line counts in the library's errors and not in what is returned.
func parseYAML(text []byte) (root *yaml.Node, second int, err error) {
	decoder := yaml.NewDecoder(strings.NewReader("\n" + hideBreaks.Replace(string(text))))
	var node, next yaml.Node
	switch err := decoder.Decode(&node); {
	case errors.Is(err, io.EOF):
		return nil, 0, nil
	case err != nil:
		return nil, 0, err
	}
	switch err := decoder.Decode(&next); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return nil, 0, err
	default:
		second = max(1, next.Line-1)
	}
	if len(node.Content) > 0 {
		root = node.Content[0]
	}
	return root, second, nil
}

// flowDepth is how deep brackets nest in text, counted without regard to quotes: a cheap guard before parsing.
func flowDepth(text []byte) int {
	depth, most := 0, 0
	for _, c := range text {
		switch c {
		case '[', '{':
			depth++
			most = max(most, depth)
		case ']', '}':
			depth--
		}
	}
	return most
}

type decoder struct {
	file     string
	first    int
	depth    int
	lines    [][]byte
	problems []Problem
}

// pos is a node's position; the library counts one line in front of the text.
func (d *decoder) pos(n *yaml.Node) Pos { return Pos{d.file, d.first + n.Line - 2, n.Column} }

// plain reports whether a scalar stands in the file letter by letter as it reads. In a very long line nobody looks.
func (d *decoder) plain(n *yaml.Node, text string) bool {
	if n.Style != 0 || n.Line < 2 || n.Line-2 >= len(d.lines) || len(d.lines[n.Line-2]) > 1000 {
		return false
	}
	line := []rune(string(d.lines[n.Line-2]))
	return n.Column-1 <= len(line) && strings.HasPrefix(string(line[n.Column-1:]), text)
}

func (d *decoder) refuse(n *yaml.Node, what, fix string) {
	d.problems = append(d.problems, Problem{Pos: d.pos(n), Check: "yaml-feature", Message: what, Fix: fix})
}

func (d *decoder) value(n *yaml.Node, depth int) Value {
	v := Value{Pos: d.pos(n)}
	if depth > d.depth {
		d.refuse(n, fmt.Sprintf("more than %d levels of nesting; what is deeper is left out", d.depth), "write the values flat")
		return v
	}
	if n.Anchor != "" {
		d.refuse(n, fmt.Sprintf("the anchor &%s is not read", n.Anchor), "remove the anchor and write the value where it is needed")
	}
	if n.Style&yaml.TaggedStyle != 0 {
		d.refuse(n, fmt.Sprintf("the tag %s is not read", n.Tag), "remove the tag: values are taken as they are written")
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag == "!!null" && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0 {
			return v
		}
		v.Kind, v.Text = Scalar, showBreaks.Replace(n.Value)
		v.Plain = strings.ContainsAny(v.Text, ",;") && d.plain(n, v.Text)
	case yaml.SequenceNode:
		v.Kind = List
		for _, item := range n.Content {
			v.Items = append(v.Items, d.value(item, depth+1))
		}
	case yaml.MappingNode:
		v.Kind = Map
		d.fields(n, depth, &v)
	case yaml.AliasNode:
		d.refuse(n, fmt.Sprintf("the alias *%s is not read", n.Value), "write the value itself")
	}
	return v
}

func (d *decoder) fields(n *yaml.Node, depth int, v *Value) {
	seen := make(map[string]Pos, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode || key.Value == "<<" && key.Style == 0 {
			d.refuse(key, "a key has to be one plain word; this one is not read", "write the keys themselves")
			continue
		}
		name := showBreaks.Replace(key.Value)
		if before, twice := seen[name]; twice {
			d.problems = append(d.problems, duplicateKey(name, d.pos(key), before))
			continue
		}
		seen[name] = d.pos(key)
		v.Fields = append(v.Fields, Field{Key: name, Pos: d.pos(key), Value: d.value(val, depth+1)})
	}
}

func duplicateKey(key string, at, before Pos) Problem {
	return Problem{Pos: at, Check: "duplicate-key", See: before,
		Message: fmt.Sprintf("%q stands here a second time; the first one, on line %d, is used", key, before.Line)}
}
