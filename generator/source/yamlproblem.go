package source

import (
	"bytes"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// yamlProblem says in plain words what the YAML library means, and where.
func yamlProblem(file string, text []byte, first int, err error) Problem {
	message, line := strings.TrimPrefix(err.Error(), "yaml: "), 0
	if m := yamlLine.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " ")); m != nil {
		message = m[2]
		line, _ = strconv.Atoi(m[1])
	}
	offset, known := yamlOffset(text, message)
	if !known {
		offset = lineStart(text, yamlErrorLine(text, message, line))
	}
	content, _, _ := bytes.Cut(text[offset:], []byte("\n"))
	if !known {
		offset += column(string(content), message)
	}
	p := Problem{Pos: NewLines(file, text, first).Pos(offset), Check: "yaml-syntax", Message: "cannot be read as YAML: " + message}
	for _, e := range yamlErrors {
		if strings.Contains(message, e.says) && (!e.tab || bytes.Contains(content, []byte("\t"))) {
			p.Message, p.Fix = strings.ReplaceAll(e.message, "{}", message), e.fix
			break
		}
	}
	if strings.Contains(message, "unknown anchor") {
		p.Check = "yaml-feature"
	}
	return p
}

// yamlErrors puts the library's messages in plain words; {} is the message itself.
var yamlErrors = []struct {
	says         string
	tab          bool // only for a line that holds a tab
	message, fix string
}{
	{"tab character", false, "a tab stands where YAML allows only spaces", "replace the tab by spaces"},
	{"cannot start any token", true, "a tab stands where YAML allows only spaces", "replace the tab by spaces"},
	{"cannot start any token", false, "a value begins with a character that YAML reserves (@, `, %)", "put the value in quotes"},
	{"mapping values are not allowed", false, "a second colon in one line: YAML cannot tell where the value begins", `put the value in quotes: key: "first: second"`},
	{"did not find expected", false, "a quote, bracket or list is not closed, or a line is indented differently ({})", ""},
	{"could not find expected ':'", false, "a line has no colon after its key", "write key: value, with a space after the colon"},
	{"unknown anchor", false, "{}: aliases are not read", "put a value that begins with * in quotes"},
	{"unexpected end of stream", false, "a quote is opened and not closed", ""},
	{"control characters", false, "a control character stands here, which YAML does not allow", "remove it"},
}

// parserErrors are the messages whose line the library counts from zero; all others count from one.
var parserErrors = regexp.MustCompile(`^did not find expected (<|node content|'-' indicator|key$|',' or)|^found (undefined tag handle|duplicate %|incompatible)`)

// yamlErrorLine is the line of the text, counted from one, that an error is about. Where the library names the
// beginning of a list or mapping that goes wrong later, the place is looked for.
func yamlErrorLine(text []byte, message string, line int) int {
	if slices.Contains([]string{"did not find expected key", "did not find expected '-' indicator"}, message) && len(text) <= maxNarrow {
		return narrow(text, message)
	}
	if !parserErrors.MatchString(message) {
		line-- // for the empty line in front
	}
	return line
}

const maxNarrow = 1 << 20

// narrow is the number of lines from the beginning that it takes to provoke an error.
func narrow(text []byte, message string) int {
	ends := []int{}
	for i, c := range text {
		if c == '\n' {
			ends = append(ends, i+1)
		}
	}
	return 1 + sort.Search(len(ends), func(i int) bool {
		_, _, err := parseYAML(text[:ends[i]])
		return err != nil && strings.HasSuffix(err.Error(), message)
	})
}

var leadingTab = regexp.MustCompile(`(?m)^ *\t`)

// yamlOffset finds the place of an error that comes without a line, or with that of its context.
func yamlOffset(text []byte, message string) (offset int, known bool) {
	if name, ok := strings.CutPrefix(message, "unknown anchor '"); ok {
		name, _, _ = strings.Cut(name, "'")
		offset = bytes.Index(text, []byte("*"+name))
	} else if strings.Contains(message, "tab character") {
		if m := leadingTab.FindIndex(text); m != nil {
			return m[1] - 1, true
		}
		return 0, false
	} else if strings.Contains(message, "control characters") {
		offset = bytes.IndexFunc(text, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 && r != 0x85 })
	} else {
		return 0, false
	}
	return max(offset, 0), offset >= 0
}

// lineStart is the offset at which a line begins; one outside the text gives its nearest end.
func lineStart(text []byte, line int) int {
	starts := NewLines("", text, 1).starts
	return starts[max(0, min(line, len(starts))-1)]
}

// column is the offset in a line that an error is about: its first letter, when nothing better is known.
func column(content, message string) int {
	indent := len(content) - len(strings.TrimLeft(content, " "))
	at := -1
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		if at = strings.Index(content, ": "); at >= 0 {
			if next := strings.Index(content[at+1:], ": "); next >= 0 {
				at += 1 + next
			}
		}
	case strings.Contains(message, "cannot start any token") && !strings.Contains(content, "\t"):
		if _, value, ok := strings.Cut(content, ": "); ok {
			at = len(content) - len(strings.TrimLeft(value, " "))
		}
	case strings.Contains(message, "cannot start any token"):
		at = strings.IndexByte(content, '\t')
	case strings.Contains(message, "',' or"):
		at = strings.IndexAny(content, "[{")
	case strings.Contains(message, "unexpected end of stream"):
		at = strings.IndexAny(content, `"'`)
	}
	if at < 0 || !utf8.ValidString(content[at:]) {
		return indent
	}
	return at
}
