package catalogue

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func iso(t *testing.T) *Catalogue {
	t.Helper()
	all := Builtin()
	if len(all) != 1 {
		t.Fatalf("%d catalogues are built in", len(all))
	}
	return all[0]
}

func TestISO27001HasItsControlsAndClauses(t *testing.T) {
	c := iso(t)
	byTheme := map[string]int{}
	added := 0
	for _, control := range c.Controls {
		byTheme[control.Theme]++
		if control.New {
			added++
		}
	}
	var counts []string
	for _, theme := range c.Themes {
		counts = append(counts, fmt.Sprintf("%s %d", theme.Prefix, byTheme[theme.ID]))
	}
	if got := strings.Join(counts, ", "); got != "A.5 37, A.6 8, A.7 14, A.8 34" || len(c.Controls) != 93 || added != 11 {
		t.Errorf("%s; %d controls, %d of them new", got, len(c.Controls), added)
	}
	for id, title := range map[string]string{"A.5.1": "Policies for information security", "A.5.15": "Access control", "A.8.34": "Protection of information systems during audit testing"} {
		if control := c.Control(id); control == nil || control.Title != title {
			t.Errorf("%s is %v, want %s", id, control, title)
		}
	}
	for _, id := range []string{"4.1", "4.4", "5.2", "6.1.3", "7.5", "7.5.3", "9.2", "9.3", "10.1", "10.2"} {
		if clause := c.Clause(id); clause == nil || clause.Title == "" {
			t.Errorf("there is no clause %s", id)
		}
	}
	if c.Name != "ISO/IEC 27001:2022" || c.Rights == "" || c.Title == "" {
		t.Errorf("the catalogue is called %q, %q, with rights %q", c.Name, c.Title, c.Rights)
	}
}

func TestEntriesOfACatalogueAreWhole(t *testing.T) {
	c := iso(t)
	types := []string{"preventive", "detective", "corrective"}
	properties := []string{"confidentiality", "integrity", "availability"}
	seen := map[string]bool{}
	for _, control := range slices.Concat(c.Clauses, c.Controls) {
		if control.ID == "" || control.Title == "" || control.Catalogue != c || seen[control.ID] {
			t.Errorf("%q %q is empty, strange or stands twice", control.ID, control.Title)
		}
		seen[control.ID] = true
		if control.Parent != "" && c.Clause(control.Parent) == nil {
			t.Errorf("%s stands below %s, which does not exist", control.ID, control.Parent)
		}
		if control.Clause {
			continue
		}
		if !slices.ContainsFunc(c.Themes, func(theme Theme) bool {
			return theme.ID == control.Theme && strings.HasPrefix(control.ID, theme.Prefix+".")
		}) {
			t.Errorf("%s has the theme %q", control.ID, control.Theme)
		}
		if len(control.Types) == 0 || len(control.Properties) == 0 || len(control.Concepts) == 0 || len(control.Capabilities) == 0 || len(control.Domains) == 0 {
			t.Errorf("%s lacks attributes", control.ID)
		}
		for _, value := range control.Types {
			if !slices.Contains(types, value) {
				t.Errorf("%s has the type %q", control.ID, value)
			}
		}
		for _, value := range control.Properties {
			if !slices.Contains(properties, value) {
				t.Errorf("%s has the property %q", control.ID, value)
			}
		}
	}
}

func TestControlsAreFoundWithAndWithoutTheirA(t *testing.T) {
	c := iso(t)
	for id, want := range map[string]string{"A.5.15": "A.5.15", "5.15": "A.5.15", " 8.1\t": "A.8.1", "5.2": "A.5.2", "a.5.15": "", "A.5": "", "5": "", "A.A.5.1": "", "": "", "9.3": "", "A.5.1.1": ""} {
		got := ""
		if control := c.Control(id); control != nil {
			got = control.ID
		}
		if got != want {
			t.Errorf("Control(%q) is %q, want %q", id, got, want)
		}
	}
	for id, want := range map[string]string{"5.2": "5.2", " 9.3 ": "9.3", "A.5.2": "", "5.15": "", "": ""} {
		got := ""
		if clause := c.Clause(id); clause != nil {
			got = clause.ID
		}
		if got != want {
			t.Errorf("Clause(%q) is %q, want %q", id, got, want)
		}
	}
}

func TestParseReadsWhatItCanAndReportsTheRest(t *testing.T) {
	for _, test := range []struct {
		name, text         string
		controls, problems int
	}{
		{"a small catalogue", "id: own\nname: Own\ncontrols:\n  - {id: C-1, title: One, types: [preventive], new_in_2022: true}\n  - {id: C-2, title: Two}\n", 2, 0},
		{"nothing", "", 0, 0},
		{"a list instead of keys", "- a\n- b\n", 0, 0},
		{"controls of another shape", "controls: none\n", 0, 0},
		{"broken YAML", "controls: [\n", 0, 1},
		{"an anchor", "id: &a own\n", 0, 1},
	} {
		c, problems := Parse("own.yaml", []byte(test.text))
		if len(c.Controls) != test.controls || len(problems) != test.problems {
			t.Errorf("%s: %d controls, problems %v", test.name, len(c.Controls), problems)
		}
		if test.controls > 0 && (c.Control("C-1") == nil || !c.Control("C-1").New || c.Control("C-2").New) {
			t.Errorf("%s: %+v", test.name, c.Control("C-1"))
		}
	}
}
