package source

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

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
	var node yaml.Node
	if err := yaml.Unmarshal(text, &node); err != nil {
		return Value{Pos: at}, []Problem{yamlProblem(file, text, first, err)}
	}
	d := decoder{file: file, first: first, depth: limits.Depth}
	if len(node.Content) == 0 {
		return Value{Pos: at}, nil
	}
	return d.value(node.Content[0], 0), d.problems
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
	problems []Problem
}

func (d *decoder) pos(n *yaml.Node) Pos { return Pos{d.file, d.first + n.Line - 1, n.Column} }

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
		v.Kind, v.Text = Scalar, n.Value
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
	seen := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode || key.Value == "<<" && key.Style == 0 {
			d.refuse(key, "a key has to be one plain word; this one is not read", "write the keys themselves")
			continue
		}
		if line, twice := seen[key.Value]; twice {
			d.problems = append(d.problems, Problem{Pos: d.pos(key), Check: "duplicate-key",
				Message: fmt.Sprintf("%q stands here a second time; the first one, on line %d, is used", key.Value, line),
				See:     Pos{d.file, line, 0}})
			continue
		}
		seen[key.Value] = d.pos(key).Line
		v.Fields = append(v.Fields, Field{Key: key.Value, Pos: d.pos(key), Value: d.value(val, depth+1)})
	}
}

var yamlLine = regexp.MustCompile(`^yaml: (?:unmarshal errors:\s*)?(?:line (\d+): )?(.*)`)

// yamlProblem says in plain words what the YAML library means, and where.
func yamlProblem(file string, text []byte, first int, err error) Problem {
	message, line := strings.TrimPrefix(err.Error(), "yaml: "), 1
	if m := yamlLine.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " ")); m != nil {
		message = m[2]
		line, _ = strconv.Atoi(m[1])
		line = max(line, 1)
	}
	lines := bytes.Split(text, []byte("\n"))
	line = min(line, len(lines))
	content := string(lines[line-1])
	p := Problem{Pos: Pos{file, first + line - 1, 1 + len(content) - len(strings.TrimLeft(content, " "))}, Check: "yaml-syntax", Message: "cannot be read as YAML: " + message}
	switch {
	case strings.Contains(content, "\t") && strings.Contains(message, "cannot start any token"):
		p.Pos.Column = 1 + utf8.RuneCountInString(content[:strings.Index(content, "\t")])
		p.Message = "a tab stands where YAML allows only spaces"
		p.Fix = "replace the tab by spaces"
	case strings.Contains(message, "mapping values are not allowed"):
		if at := strings.LastIndex(content, ": "); at >= 0 {
			p.Pos.Column = 1 + utf8.RuneCountInString(content[:at])
		}
		p.Message = "a second colon in one line: YAML cannot tell where the value begins"
		p.Fix = `put the value in quotes: key: "first: second"`
	case strings.Contains(message, "found character that cannot start any token"):
		p.Message = "a value begins with a character that YAML reserves (@, `, %)"
		p.Fix = "put the value in quotes"
	case strings.Contains(message, "did not find expected"):
		p.Message = "a quote, bracket or list is not closed, or a line is indented differently (" + message + ")"
	case strings.Contains(message, "could not find expected ':'"):
		p.Message = "a line has no colon after its key"
		p.Fix = "write key: value, with a space after the colon"
	case strings.Contains(message, "unknown anchor"):
		p.Check, p.Message = "yaml-feature", message+": aliases are not read"
		p.Fix = "put a value that begins with * in quotes"
	case strings.Contains(message, "found unexpected end of stream"):
		p.Message = "a quote is opened and not closed"
	}
	return p
}
