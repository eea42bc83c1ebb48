package theme

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/Masterminds/sprig/v3"

	"ismsite/generator/page"
)

// sprigFunctions are what templates may use of sprig. Each gives the same result for the same values, always: it
// reads no clock, zone, chance, environment, network or order of a map, changes none of its values, and its
// result is not much larger than they are.
var sprigFunctions = []string{
	// texts
	"abbrev", "camelcase", "cat", "contains", "hasPrefix", "hasSuffix", "initials", "kebabcase", "lower", "nospace",
	"plural", "quote", "replace", "snakecase", "splitList", "squote", "substr", "title", "toString", "trim",
	"trimAll", "trimPrefix", "trimSuffix", "trunc", "untitle", "upper", "wrap",
	// numbers
	"add", "add1", "atoi", "ceil", "div", "float64", "floor", "int", "int64", "max", "min", "mod", "mul", "round",
	"sub",
	// lists
	"append", "chunk", "compact", "concat", "first", "has", "initial", "join", "last", "list", "prepend", "rest",
	"reverse", "sortAlpha", "uniq", "without",
	// maps
	"dict", "get", "hasKey", "omit", "pick",
	// choices
	"all", "any", "coalesce", "default", "empty", "ternary",
	// paths and patterns
	"base", "clean", "dir", "ext", "regexMatch", "regexReplaceAllLiteral",
}

// functions returns all functions that templates may use besides those of html/template: some of sprig, bounded
// ones in place of sprig's, and those that write our own elements.
func functions(t *Theme) template.FuncMap {
	all := sprig.HermeticHtmlFuncMap()
	m := template.FuncMap{
		// bounded or ordered, where sprig's are not
		"keys":   sortedKeys,
		"values": sortedValues,
		"repeat": repeat,
		"until":  until,
		// texts
		"t":       t.Text,
		"hasText": t.HasText,
		"date":    t.date,
		"day":     t.Date,
		// elements, see element.go
		"link":       t.link,
		"links":      t.links,
		"badges":     t.badges,
		"series":     t.series,
		"navigation": t.navigation,
		"facts":      t.facts,
		"headings":   t.headings,
		"changes":    t.changes,
		"backlinks":  t.backlinks,
		"rows":       t.rows,
		// facts of a document
		"unseen":       unseen,
		"documentType": documentType,
		"keyFacts":     keyFacts,
		"moreFacts":    moreFacts,
		"printLine":    t.printLine,
		// parts of the layout
		"body":     t.body,
		"shared":   t.shared,
		"hasAsset": t.hasAsset,
	}
	for _, name := range sprigFunctions {
		m[name] = all[name]
	}
	return m
}

func sortedKeys(m map[string]any) []string {
	return slices.Sorted(maps.Keys(m))
}

func sortedValues(m map[string]any) []any {
	values := make([]any, 0, len(m))
	for _, k := range sortedKeys(m) {
		values = append(values, m[k])
	}
	return values
}

// maxRepeat bounds what a template can make out of nothing.
const maxRepeat = 1000

func repeat(n int, s string) (string, error) {
	if n < 0 || n > maxRepeat {
		return "", fmt.Errorf("repeat %d times: at most %d", n, maxRepeat)
	}
	return strings.Repeat(s, n), nil
}

func until(n int) ([]int, error) {
	if n < 0 || n > maxRepeat {
		return nil, fmt.Errorf("until %d: at most %d", n, maxRepeat)
	}
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list, nil
}

// keyFields are the fields that a document's control box always shows, in the order of the box; more of them are
// a fold away.
var keyFields = []string{"version", "status", "classification", "owner", "approver", "approved", "effective", "review_due"}

// fact returns the fact of a name, or an empty one.
func fact(name string, facts []page.Fact) page.Fact {
	for _, f := range facts {
		if f.Name == name {
			return f
		}
	}
	return page.Fact{}
}

// documentType returns what a document is, in the reader's words: "Policy".
func documentType(facts []page.Fact) string {
	if f := fact("type", facts); len(f.Values) > 0 {
		return f.Values[0].Text
	}
	return ""
}

func keyFacts(facts []page.Fact) []page.Fact {
	var key []page.Fact
	for _, name := range keyFields {
		if f := fact(name, facts); f.Name != "" {
			key = append(key, f)
		}
	}
	return key
}

// moreFacts are the facts that keyFacts leaves out, less those that the page shows elsewhere.
func moreFacts(facts []page.Fact) []page.Fact {
	var more []page.Fact
	for _, f := range facts {
		switch f.Name {
		case "id", "title", "type", "summary", "tags", "audience", "changelog":
		default:
			if !slices.Contains(keyFields, f.Name) {
				more = append(more, f)
			}
		}
	}
	return more
}

// unseen are the labels of missing fields that the facts do not already show as missing.
func unseen(missing []string, facts []page.Fact) []string {
	var labels []string
	for _, label := range missing {
		if !slices.ContainsFunc(facts, func(f page.Fact) bool { return f.Missing && f.Label == label }) {
			labels = append(labels, label)
		}
	}
	return labels
}

// printLine is what a printed sheet says of itself: what it is, its version and classification, as of when, and
// that paper is not controlled.
func (t *Theme) printLine(d *data) string {
	parts := []string{d.Title}
	if v, ok := d.View.(page.Document); ok {
		parts[0] = v.ID
		if f := fact("version", v.Facts); len(f.Values) > 0 {
			parts = append(parts, t.Text("document.version", f.Values[0].Text))
		}
		if f := fact("classification", v.Facts); f.Badge != nil {
			parts = append(parts, f.Badge.Text)
		} else if len(f.Values) > 0 {
			parts = append(parts, f.Values[0].Text)
		}
	}
	parts = append(parts, t.Text("site.as_of", t.Date(d.Site.AsOf)), t.Text("site.print_note"))
	return strings.Join(parts, " · ")
}
