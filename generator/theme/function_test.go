package theme

import (
	"html/template"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// uses is one use of every function that takes plain values. The result has to be the same each time, in every
// time zone.
var uses = map[string]string{
	"abbrev": `{{abbrev 5 "abcdefgh"}}`, "add": `{{add 1 2}}`, "add1": `{{add1 1}}`, "all": `{{all 1 ""}}`, "any": `{{any 1 ""}}`,
	"append": `{{append (list 1) 2}}`, "atoi": `{{atoi "12"}}`, "base": `{{base "a/b.c"}}`, "camelcase": `{{camelcase "a_b"}}`,
	"cat": `{{cat "a" 1}}`, "ceil": `{{ceil 1.2}}`, "chunk": `{{chunk 2 (list 1 2 3)}}`, "clean": `{{clean "a/../b"}}`, "coalesce": `{{coalesce "" "x"}}`,
	"compact": `{{compact (list 1 "" 2)}}`, "concat": `{{concat (list 1) (list 2)}}`, "contains": `{{contains "a" "ab"}}`, "default": `{{default "x" ""}}`,
	"dict": `{{dict "b" 1 "a" 2}}`, "dir": `{{dir "a/b"}}`, "div": `{{div 7 2}}`, "empty": `{{empty ""}}`, "ext": `{{ext "a.b"}}`, "first": `{{first (list 1 2)}}`,
	"float64": `{{float64 "1.5"}}`, "floor": `{{floor 1.7}}`, "get": `{{get (dict "a" 1) "a"}}`, "has": `{{has 1 (list 1)}}`, "hasKey": `{{hasKey (dict "a" 1) "a"}}`,
	"hasPrefix": `{{hasPrefix "a" "ab"}}`, "hasSuffix": `{{hasSuffix "b" "ab"}}`, "initial": `{{initial (list 1 2)}}`, "initials": `{{initials "a b"}}`, "int": `{{int "3"}}`,
	"int64": `{{int64 "3"}}`, "join": `{{join ", " (list 1 2)}}`, "kebabcase": `{{kebabcase "AbC"}}`, "keys": `{{keys (dict "b" 1 "a" 2 "c" 3)}}`, "last": `{{last (list 1 2)}}`,
	"list": `{{list 1 2}}`, "lower": `{{lower "A"}}`, "max": `{{max 1 2}}`, "min": `{{min 1 2}}`, "mod": `{{mod 7 2}}`, "mul": `{{mul 2 3}}`, "nospace": `{{nospace "a b"}}`,
	"omit": `{{omit (dict "a" 1 "b" 2) "a"}}`, "pick": `{{pick (dict "a" 1 "b" 2) "a"}}`, "plural": `{{plural "one" "many" 2}}`, "prepend": `{{prepend (list 1) 0}}`,
	"quote": `{{quote "a"}}`, "regexMatch": `{{regexMatch "^a" "ab"}}`, "regexReplaceAllLiteral": `{{regexReplaceAllLiteral "a" "ab" "x"}}`, "repeat": `{{repeat 3 "a"}}`,
	"replace": `{{replace "a" "b" "aa"}}`, "rest": `{{rest (list 1 2)}}`, "reverse": `{{reverse (list 1 2)}}`, "round": `{{round 1.26 1}}`, "snakecase": `{{snakecase "AbC"}}`,
	"sortAlpha": `{{sortAlpha (list "b" "a")}}`, "splitList": `{{splitList "," "a,b"}}`, "squote": `{{squote "a"}}`, "sub": `{{sub 3 1}}`, "substr": `{{substr 0 2 "abc"}}`,
	"ternary": `{{ternary 1 2 true}}`, "title": `{{title "a b"}}`, "toString": `{{toString 1}}`, "trim": `{{trim " a "}}`, "trimAll": `{{trimAll "$" "$a$"}}`,
	"trimPrefix": `{{trimPrefix "a" "ab"}}`, "trimSuffix": `{{trimSuffix "b" "ab"}}`, "trunc": `{{trunc 2 "abc"}}`, "uniq": `{{uniq (list 1 1)}}`, "until": `{{until 3}}`,
	"untitle": `{{untitle "Ab"}}`, "upper": `{{upper "a"}}`, "values": `{{values (dict "b" 1 "a" 2 "c" 3)}}`, "without": `{{without (list 1 2) 1}}`, "wrap": `{{wrap 3 "a b c d"}}`,
	"t": `{{t "field.owner"}}`, "hasText": `{{hasText "field.owner"}}`, "date": `{{date "2026-03-31"}}`, "day": `{{day "2026-03-31"}}`, "hasAsset": `{{hasAsset "site.css"}}`,
}

// elements are the functions that take views; the pages of theme_test.go use them all.
var elements = []string{"backlinks", "badges", "body", "changes", "documentType", "facts", "headings", "keyFacts", "link", "links",
	"moreFacts", "navigation", "printLine", "rows", "series", "shared", "unseen"}

func TestFunctionsAreTheListedOnes(t *testing.T) {
	want := slices.Sorted(maps.Keys(uses))
	want = append(want, elements...)
	slices.Sort(want)
	got := slices.Sorted(maps.Keys(functions(load(t, Options{}))))
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v\nA new function has to be free of clock, chance, environment, order of maps and unbounded results; then list it here.", got, want)
	}
}

func TestFunctionsGiveTheSameInEveryZone(t *testing.T) {
	zone := time.Local
	defer func() { time.Local = zone }()
	theme := load(t, Options{})
	for _, name := range slices.Sorted(maps.Keys(uses)) {
		if functions(theme)[name] == nil {
			t.Fatalf("%s is not a function, or sprig has lost it", name)
		}
		var results []string
		for _, at := range []*time.Location{time.UTC, time.FixedZone("Tokyo", 9*3600)} {
			time.Local = at
			for range 8 {
				var b strings.Builder
				if err := template.Must(template.New(name).Funcs(functions(theme)).Parse(uses[name])).Execute(&b, nil); err != nil {
					t.Fatalf("%s: %v", uses[name], err)
				}
				results = append(results, b.String())
			}
		}
		if slices.Sort(results); results[0] != results[len(results)-1] || results[0] == "" {
			t.Errorf("%s gives %v", uses[name], slices.Compact(results))
		}
	}
}

func TestFunctionsAreBounded(t *testing.T) {
	for _, text := range []string{`{{repeat 1000000000 "x"}}`, `{{until 1000000000}}`, `{{repeat -1 "x"}}`, `{{until -1}}`} {
		tmpl := template.Must(template.New("x").Funcs(functions(load(t, Options{}))).Parse(text))
		if err := tmpl.Execute(&strings.Builder{}, nil); err == nil {
			t.Errorf("%s is not refused", text)
		}
	}
	for _, name := range []string{"now", "env", "expandenv", "randInt", "shuffle", "uuidv4", "toDate", "ago", "seq", "untilStep", "set", "unset", "merge", "genPrivateKey", "fail"} {
		if functions(load(t, Options{}))[name] != nil {
			t.Errorf("%s is offered to templates", name)
		}
	}
}

func TestTemplatesUseSprig(t *testing.T) {
	theme := load(t, Options{})
	used := map[string]bool{}
	for _, tmpl := range theme.templates.Templates() {
		if tmpl.Tree == nil {
			continue
		}
		for _, name := range sprigFunctions {
			if strings.Contains(tmpl.Tree.Root.String(), name+" ") {
				used[name] = true
			}
		}
	}
	if len(used) < 5 {
		t.Errorf("only %v", used)
	}
}
