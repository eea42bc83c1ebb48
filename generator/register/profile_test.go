package register

import (
	"strings"
	"testing"
	"time"

	"ismsite/generator/source"
)

func TestLoadProfile(t *testing.T) {
	for _, c := range []struct{ name, in, problems, fix string }{
		{"no profile", "", "", ""},
		{"a profile of remarks", "# nothing yet\n", "", ""},
		{"every key", `title: ISMS
organisation: {name: A, legal_name: A Ltd, scope: all, website: "https://a.b", contact: x}
language: de
time_zone: Europe/Berlin
as_of: 2026-11-21
base_url: https://a.b/
edit_url: https://a.b/edit/{path}
accent: "#0b5c6b"
logo: static/logo.svg
footer: x
classifications: [open, closed]
default_classification: open
types: {runbook: Run book}
review: {lead_time: 2 weeks, default: 1 year, by_type: {runbook: 6 months, policy: 2 years}}
front_matter: {aliases: {chef: owner}}
exclude: [drafts/, "*.tmp.md"]
checks: {review-overdue: error, orphan-page: off}
catalogues: [iso27001-2022]
search: no
registers: {permits: {title: Permits, columns: {name: text}}}
`, "", ""},
		{"an unknown key", "titel: x\n", "profile@1:1", `did you mean "title"?`},
		{"an unknown key that is near none", "title: x\nzzz: y\n", "profile@2:1", "the keys are:"},
		{"an unknown key below a key", "organisation:\n  nme: x\n", "profile@2:3", `did you mean "name"?`},
		{"an unknown key below review", "review: {defalt: 1 year}\n", "profile@1:10", `did you mean "default"?`},
		{"an unknown key of a register", "registers:\n  permits:\n    colums: {a: text}\n", "profile@3:5", `did you mean "columns"?`},
		{"an unknown key of a column", "registers:\n  permits:\n    columns:\n      a: {typ: text}\n", "profile@4:11", `did you mean "type"?`},
		{"a key given twice", "title: a\ntitle: b\n", "profile@2:1", ""},
		{"text instead of keys", "just text\n", "profile@1:1", ""},
		{"a list instead of keys", "- a\n", "profile@1:1", ""},
		{"broken YAML", "title: a: b\n", "profile@1:9", ""},
		{"a second document", "title: a\n---\nlanguage: de\n", "profile@2:1", ""},
		{"an alias", "title: &a x\nfooter: *a\n", "profile@1:8 profile@2:9", ""},
		{"a list for a text", "title: [a, b]\n", "profile@1:8", ""},
		{"a text for a group", "organisation: Acme\n", "profile@1:15", ""},
		{"a text for pairs", "types: runbook\n", "profile@1:8", ""},
		{"a list for a pair", "types: {a: [b]}\n", "profile@1:12", ""},
		{"a language in words", "language: French\n", "profile@1:11", "write its short form: en, de, fr-CH"},
		{"an unknown time zone", "time_zone: Europe/Berln\n", "profile@1:12", "write it like Europe/Berlin"},
		{"the time zone of the machine", "time_zone: Local\n", "profile@1:12", "write it like Europe/Berlin"},
		{"a path as time zone", "time_zone: ../../etc/passwd\n", "profile@1:12", ""},
		{"an impossible date", "as_of: 2026-02-30\n", "profile@1:8", ""},
		{"a colour by name", "accent: blue\n", "profile@1:9", "write it in quotes"},
		{"a colour with a style behind it", `accent: "#000000;x"`, "profile@1:9", ""},
		{"a colour without quotes is nothing", "accent: #0b5c6b\n", "", ""},
		{"an address without a place for the path", "edit_url: https://a.b\n", "profile@1:11", "put {path}"},
		{"a bad pattern", "exclude: [a, \"[a-\"]\n", "profile@1:10", ""},
		{"an empty pattern", "exclude: [\"/\"]\n", "profile@1:10", ""},
		{"a classification that is none", "default_classification: secret\n", "profile@1:25", "use one of: public, internal"},
		{"a classification that is not listed", "classifications: [a, b]\ndefault_classification: public\n", "profile@2:25", "use one of: a, b"},
		{"an interval that cannot be read", "review: {default: sometimes}\n", "profile@1:19", ""},
		{"an interval of a type that cannot be read", "review: {by_type: {policy: sometimes}}\n", "profile@1:28", ""},
		{"an interval of no type", "review: {by_type: {polcy: 1 year}}\n", "profile@1:20", `did you mean "policy"?`},
		{"an alias for no key", "front_matter: {aliases: {chef: onwer}}\n", "profile@1:32", ""},
		{"an unknown severity", "checks: {review-overdue: fatal}\n", "profile@1:26", "use one of: off, info, warning, error"},
		{"a word for no search", "search: maybe\n", "profile@1:9", ""},
		{"a register of a name that is taken", "registers: {suppliers: {columns: {a: text}}}\n", "profile@1:13", "choose another name"},
		{"a register with a path as name", "registers: {\"../x\": {columns: {a: text}}}\n", "profile@1:13", "choose another name"},
		{"a register that is a text", "registers: {permits: yes}\n", "profile@1:22", ""},
		{"columns that are a list", "registers: {permits: {columns: [a, b]}}\n", "profile@1:32", ""},
		{"a column of an unknown type", "registers: {permits: {columns: {a: dat}}}\n", "profile@1:36", `did you mean "date"?`},
		{"a choice without values", "registers: {permits: {columns: {a: choice}}}\n", "profile@1:33", "add values"},
		{"bytes that are not text", "title: \xff\n", "profile@1:8", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, problems := LoadProfile([]byte(c.in))
			if got := said(problems); got != c.problems {
				t.Errorf("%q\ngot problems %s\nwant         %s\n%v", c.in, got, c.problems, problems)
			}
			for _, problem := range problems {
				if problem.Severity != source.Error || problem.Pos.File != source.ProfileName {
					t.Errorf("%q: got %+v, want an error in %s", c.in, problem, source.ProfileName)
				}
			}
			if len(problems) > 0 && !strings.Contains(problems[0].Fix, c.fix) {
				t.Errorf("%q: got the fix %q, want %q in it", c.in, problems[0].Fix, c.fix)
			}
			if p == nil || p.LocationLoaded == nil || len(p.Classes) == 0 || p.Language == "" {
				t.Errorf("%q: the profile has gaps: %+v", c.in, p)
			}
		})
	}
}

func TestProfileValues(t *testing.T) {
	p, problems := LoadProfile([]byte("time_zone: Europe/Berlin\nreview: {lead_time: none, default: 1 year, by_type: {Policy: 2 years}}\nchecks: {x: off}\nsearch: off\ntypes: {run: Run book}\n" + permits))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if p.LocationLoaded.String() != "Europe/Berlin" || !p.NoSearch || p.Checks["x"] != source.Off || p.ReviewByType["policy"].Years != 2 {
		t.Errorf("got %+v", p)
	}
	if !p.Lead.IsZero() {
		t.Errorf("no lead time on purpose: got %v", p.Lead)
	}
	if run, ok := p.DocTypeNamed("run"); !ok || run.Title != "Run book" {
		t.Errorf("type run: got %v", run)
	}
	if len(p.Declared) != 1 || p.Declared[0].Name != "permits" || len(p.Declared[0].Fields()) != 14 || !p.Declared[0].Fields()[1].Required {
		t.Errorf("declared: got %+v", p.Declared)
	}
}

func TestProfileOfABareFolder(t *testing.T) {
	p, problems := LoadProfile(nil)
	if len(problems) > 0 || p.Language != "en" || p.LocationLoaded != time.UTC || p.Lead.Days != 30 || p.NoSearch || !p.ReviewEvery.IsZero() {
		t.Errorf("got %+v, %v", p, problems)
	}
}
