package source

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// FrontMatter splits text into the metadata between its first two marker lines and the body, and reads the
// metadata. The first line has to be "---" and the closing one "---" or "...", both without indentation.
//
// body is the offset of the first byte after the block, 0 when there is none. Metadata that is not YAML as a whole
// is read key by key, so that one bad line costs one key; every such line is a problem.
func FrontMatter(file string, text []byte) (fields Fields, body int, problems []Problem) {
	block, body, ok := split(text)
	if !ok {
		if first := bytes.IndexByte(text, '\n') + 1; opens(text) && !closed(text[first:]) && looksLikeFields(text[first:]) {
			problems = append(problems, Problem{Pos: Pos{file, 1, 1}, Check: "front-matter-unclosed",
				Message: "the front matter begins here and has no closing --- line; the whole file is taken as text"})
		}
		return nil, 0, problems
	}
	value, problems := YAML(file, block, 2, FrontMatterLimits)
	if broken(value, problems) && len(block) <= FrontMatterLimits.Size {
		value, problems = keyByKey(file, block)
	}
	switch value.Kind {
	case Map:
		return value.Fields, body, problems
	case Scalar, List:
		problems = append(problems, Problem{Pos: value.Pos, Check: "yaml-syntax",
			Message: fmt.Sprintf("the front matter holds %s instead of lines of the form key: value", value.Kind)})
	}
	return nil, body, problems
}

// broken reports whether a block is not one YAML text: it cannot be read, or falls into several.
func broken(value Value, problems []Problem) bool {
	return value.Kind == Null && len(problems) > 0 || slices.ContainsFunc(problems, func(p Problem) bool { return p.Message == secondDocument })
}

// opens reports whether the first line of text is a marker.
func opens(text []byte) bool {
	line, _, more := bytes.Cut(text, []byte("\n"))
	return more && string(bytes.TrimRight(line, " \t")) == "---"
}

// closed reports whether a closing marker follows.
func closed(text []byte) bool {
	for line := range bytes.Lines(text) {
		if isMarker(line) {
			return true
		}
	}
	return false
}

func isMarker(line []byte) bool {
	line = bytes.TrimRight(line, " \t\n")
	return string(line) == "---" || string(line) == "..."
}

// split finds the block between the markers. A thematic break at the start of a file without front matter is not
// one: what follows has to look like metadata, or be closed at once.
func split(text []byte) (block []byte, body int, ok bool) {
	if !opens(text) {
		return nil, 0, false
	}
	start := bytes.IndexByte(text, '\n') + 1
	end := start
	for line := range bytes.Lines(text[start:]) {
		if isMarker(line) {
			block = text[start:end]
			return block, end + len(line), len(bytes.TrimSpace(block)) == 0 || looksLikeFields(block)
		}
		end += len(line)
	}
	return nil, 0, false
}

var keyLine = regexp.MustCompile(`^["']?[\pL\pN_][\pL\pN_ ./-]{0,39}["']?\s*:(\s|$)`)

// looksLikeFields reports whether one of the first three lines that say something begins like a key. A file may
// as well begin with a thematic break and go on with prose, which is then text and not metadata.
func looksLikeFields(lines []byte) bool {
	tried := 0
	for line := range bytes.Lines(lines) {
		switch line = bytes.TrimSpace(line); {
		case len(line) == 0 || line[0] == '#':
		case line[0] == '{' || keyLine.Match(line):
			return true
		case tried == 2:
			return false
		default:
			tried++
		}
	}
	return false
}

// keyByKey reads a broken block one top-level key at a time.
func keyByKey(file string, block []byte) (Value, []Problem) {
	all := Value{Kind: Map, Pos: Pos{file, 2, 1}}
	var problems []Problem
	lines := bytes.SplitAfter(block, []byte("\n"))
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && continues(lines[to]) {
			to++
		}
		part, found := YAML(file, bytes.Join(lines[from:to], nil), 2+from, FrontMatterLimits)
		if part.Kind == Scalar || part.Kind == List {
			found = append(found, Problem{Pos: part.Pos, Check: "yaml-syntax", Message: "this line of the front matter has no key", Fix: "write key: value, with a space after the colon"})
		}
		problems = append(problems, found...)
		for _, f := range part.Fields {
			if first := all.Fields.Get(f.Key); first != nil {
				problems = append(problems, duplicateKey(f.Key, f.Pos, first.Pos))
				continue
			}
			all.Fields = append(all.Fields, f)
		}
		from = to
	}
	return all, problems
}

// continues reports whether a line belongs to the key above it.
func continues(line []byte) bool {
	return len(bytes.Trim(line, " \t\n")) == 0 || strings.ContainsRune(" \t-}]", rune(line[0])) && !bytes.HasPrefix(line, []byte("---"))
}
