package report

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

func TestNeutral(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a plain text", "Access control", "Access control"},
		{"a formula", `=HYPERLINK("x")`, `'=HYPERLINK("x")`},
		{"a plus", "+1+2", "'+1+2"},
		{"a phone number", "+49 30 1234", "'+49 30 1234"},
		{"a minus", "-1-2", "'-1-2"},
		{"an at sign", "@SUM(A1)", "'@SUM(A1)"},
		{"a tab", "\tx", "'\tx"},
		{"a carriage return", "\rx", "'\rx"},
		{"spaces before", "  =1", "'  =1"},
		{"a hard space before", "\u00a0=1", "'\u00a0=1"},
		{"a byte order mark before", "\ufeff=1", "'\ufeff=1"},
		{"a quote before", `"=1`, `'"=1`},
		{"full width", "＝1", "'＝1"},
		{"a real minus sign", "−1+1", "'−1+1"},
		{"a negative number", "-306", "-306"},
		{"a negative number with decimals", "-3,5", "-3,5"},
		{"a signed per cent", "+5%", "+5%"},
		{"a single dash for nothing", "-", "-"},
		{"a date", "2026-03-31", "2026-03-31"},
		{"a sign inside", "a=b", "a=b"},
		{"where semicolons separate", "x;=1", "x;'=1"},
		{"in a second line", "x\n=1", "x\n'=1"},
		{"a list of controls", "A.5.15; A.8.3", "A.5.15; A.8.3"},
		{"a list with a formula in it", "A.5.15; =1", "A.5.15;' =1"},
		{"invalid UTF-8 before", "\xff=1", "'\xff=1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := neutral(c.in); got != c.want {
				t.Errorf("neutral(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"=1", "a,b", "\"", "x;=1", "\r\n", " ", "-5", "-", "\ufeff+1", "'"} {
		f.Add(seed, "b")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		table := &Table{Name: "t", Columns: []Column{{Name: "a"}, {Name: "b"}}, Rows: [][]Cell{{Text(a), Text(b)}}}
		var out bytes.Buffer
		if err := table.CSV(&out); err != nil {
			t.Fatal(err)
		}
		for _, separator := range ",;\t" {
			reader := csv.NewReader(bytes.NewReader(out.Bytes()))
			reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord = separator, true, -1
			records, err := reader.ReadAll()
			if err != nil {
				t.Fatalf("%q cannot be read back: %v", out.String(), err)
			}
			for _, record := range records[1:] {
				for i, field := range record {
					if i == 0 && separator != ',' && strings.ContainsAny(a, "-+") {
						continue // a number with a sign, grown together with the next field
					}
					refuseFormula(t, field)
				}
			}
		}
		records, err := csv.NewReader(&out).ReadAll()
		if err != nil || len(records) != 2 || len(records[1]) != 2 {
			t.Fatalf("%q, %q read back as %q, %v", a, b, records, err)
		}
		for i, s := range []string{a, b} {
			got, want := strings.ReplaceAll(records[1][i], "'", ""), strings.ReplaceAll(s, "'", "")
			if strings.ReplaceAll(got, "\r", "") != strings.ReplaceAll(want, "\r", "") { // line breaks are made one kind
				t.Fatalf("%q read back as %q", s, records[1][i])
			}
		}
	})
}

func refuseFormula(t *testing.T, field string) {
	t.Helper()
	trimmed := strings.Trim(field, " \"\n\r;\t")
	if trimmed != "" && strings.ContainsRune("=+-@", rune(trimmed[0])) && trimmed != "-" && !plainNumber.MatchString(trimmed) {
		t.Fatalf("a spreadsheet would run %q", field)
	}
}
