package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ismsite/generator/check"
	"ismsite/generator/register"
)

const readme = "../../README.md"

// parts are the tables that the README shows and the code decides.
var parts = map[string]func() string{
	"commands":  commandTable,
	"fields":    func() string { return fieldTable("Key", register.Kinds[0].Fields()) },
	"profile":   func() string { return fieldTable("Key", register.ProfileFields()) },
	"people":    func() string { return kindTable("people") },
	"glossary":  func() string { return kindTable("glossary") },
	"suppliers": func() string { return kindTable("suppliers") },
	"types":     typeTable,
	"checks":    checkTable,
}

// The README's tables are made from the code: -update writes them anew.
func TestREADMETablesAreThoseOfTheCode(t *testing.T) {
	text := readREADME(t)
	for name, part := range parts {
		between := regexp.MustCompile(`(?s)(<!-- ` + name + `:start -->\n).*?(<!-- ` + name + `:end -->)`)
		found := between.FindString(text)
		if found == "" {
			t.Errorf("the README has no place for %s", name)
			continue
		}
		want := "<!-- " + name + ":start -->\n" + part() + "<!-- " + name + ":end -->"
		if found != want && !*update {
			t.Errorf("the table %s is out of date; make golden writes it anew\n%s", name, want)
		}
		text = strings.Replace(text, found, want, 1)
	}
	writeREADME(t, text)
}

func readREADME(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeREADME(t *testing.T, text string) {
	t.Helper()
	if !*update {
		return
	}
	if err := os.WriteFile(readme, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// mask makes a text fit for a table cell in which nothing is markup.
var mask = strings.NewReplacer("|", `\|`, "<", `\<`, "\n", " ", "*", `\*`, "[", `\[`, "_", `\_`)

func table(header string, rows [][]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s|\n", header, strings.Repeat("|---", strings.Count(header, "|")-1))
	for _, row := range rows {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
	}
	return b.String()
}

func fieldTable(key string, fields []register.Field) string {
	var rows [][]string
	for _, f := range fields {
		kind := string(f.Type)
		switch {
		case f.Type == register.Nested && !strings.HasPrefix(f.Help, "list"):
			kind = "keys below it"
		case len(f.Values) > 0:
			kind = "one of " + strings.Join(f.Values, ", ")
		case f.Required:
			kind += ", required"
		}
		rows = append(rows, []string{"`" + f.Name + "`", mask.Replace(kind), mask.Replace(f.Help)})
	}
	return table("| "+key+" | Value | Meaning |", rows)
}

func kindTable(name string) string {
	return fieldTable("Column", register.KindNamed(register.Kinds, name).Fields())
}

func typeTable() string {
	var rows [][]string
	for _, t := range register.DocTypes {
		reviewed := "yes"
		if t.Kept {
			reviewed = "no: it is kept"
		}
		rows = append(rows, []string{"`" + t.ID + "`", t.Prefix, reviewed})
	}
	return table("| Type | Numbers begin with | Reviewed |", rows)
}

func checkTable() string {
	var rows [][]string
	for _, c := range check.Checks {
		rows = append(rows, []string{"`" + c.Name + "`", c.Severity.String(), mask.Replace(c.About)})
	}
	return table("| Check | Severity | What it finds |", rows)
}

func commandTable() string {
	var rows [][]string
	root := newRoot()
	for _, c := range root.Commands() {
		if c.Name() != "help" && !c.Hidden {
			rows = append(rows, []string{"`" + c.Use + "`", mask.Replace(c.Short), flags(c)})
		}
	}
	return table("| Command | What it does | Flags |", rows)
}

func flags(c *cobra.Command) string {
	var list []string
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		name := "`--" + f.Name + "`"
		if f.Shorthand != "" {
			name = "`-" + f.Shorthand + "`, " + name
		}
		if f.Name != "help" {
			list = append(list, name)
		}
	})
	return strings.Join(list, "; ")
}

var (
	session = regexp.MustCompile("(?ms)^```console\n(.*?)^```$|^<!-- run: (.*?) -->$")
	took    = regexp.MustCompile(`(?m)[0-9.]+m?s$`)
)

// What the README shows of the terminal is what happens: its console blocks run one after the other in a folder
// beside a clone, with those commands between them that stand in comments. A line … stands for any lines.
func TestREADMESessionsAreReal(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell:", err)
	}
	text := readREADME(t)
	dir := t.TempDir()
	clone, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(clone, filepath.Join(dir, "ismsite")); err != nil {
		t.Skip("no symbolic links:", err)
	}
	for _, m := range session.FindAllStringSubmatch(text, -1) {
		if m[2] != "" {
			terminal(t, &dir, m[2])
			continue
		}
		want := play(t, &dir, m[1])
		text = strings.Replace(text, m[1], want, 1)
	}
	writeREADME(t, text)
}

// play runs the commands of one block and returns the block as it should be.
func play(t *testing.T, dir *string, block string) string {
	var b strings.Builder
	for _, part := range regexp.MustCompile(`(?m)^\$ `).Split(block, -1)[1:] {
		command, shown, _ := strings.Cut(part, "\n")
		said := terminal(t, dir, command)
		if !matches(shown, said) {
			if !*update {
				t.Errorf("$ %s\nsays\n%s\nand not, as the README has it,\n%s", command, said, shown)
			}
			shown = said
		}
		b.WriteString("$ " + command + "\n" + shown)
	}
	return b.String()
}

// terminal runs a command in the folder that it may change, and returns what it says.
func terminal(t *testing.T, dir *string, command string) string {
	t.Helper()
	if to, ok := strings.CutPrefix(command, "cd "); ok {
		*dir = filepath.Join(*dir, to)
		return ""
	}
	c := exec.Command("sh", "-c", command)
	c.Dir = *dir
	c.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1774958400")
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	_ = c.Run() // that a command fails is part of what it shows
	return said.String()
}

func matches(shown, said string) bool {
	parts := strings.Split(took.ReplaceAllString(shown, "TIME"), "…\n")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile(`(?s)^` + strings.Join(parts, `.*`) + `$`).MatchString(took.ReplaceAllString(said, "TIME"))
}

func TestREADMENamesEveryTarget(t *testing.T) {
	text := readREADME(t)
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^([a-z]+):.*## `).FindAllStringSubmatch(string(makefile), -1) {
		if !slices.Contains([]string{"help"}, m[1]) && !strings.Contains(text, "make "+m[1]) {
			t.Errorf("the README does not name make %s", m[1])
		}
	}
}
