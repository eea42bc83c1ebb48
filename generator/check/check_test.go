package check

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"ismsite/generator/catalogue"
	"ismsite/generator/date"
	"ismsite/generator/isms"
	"ismsite/generator/markdown"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

var asOf = date.Of(2026, time.March, 31)

// run finds the problems of a site, as a build does.
func run(t testing.TB, site fs.FS) []source.Problem {
	t.Helper()
	text, err := fs.ReadFile(site, source.ProfileName)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	profile, p1 := register.LoadProfile(text)
	tree, p2, err := source.Read(site, source.Options{Exclude: profile.Exclude})
	if err != nil {
		t.Fatal(err)
	}
	var docs []*markdown.Doc
	for _, f := range tree.Files {
		if f.IsMarkdown() {
			docs = append(docs, markdown.Parse(f))
		}
	}
	set, p3 := register.Load(tree, docs, profile)
	system, p4 := isms.Link(tree, set, catalogue.Builtin(), asOf)
	return Run(system, source.Join(p1, p2, p3, p4), profile.Checks)
}

// Each file in testdata is a small site that has the problems of one check, and shows beside them what is fine. Its
// last file, want, names every problem of the site, whatever its severity: "file:line:column check-name", and
// behind it, if it matters, a regular expression that the message has to match. A document that is withdrawn needs
// no owner, version or review, so many sites consist of those.
func TestEachCheckFindsItsProblemsAndNoOthers(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			site, want := unpack(t, archive)
			if !strings.Contains(want, " "+name) {
				t.Errorf("the case wants no problem called %s", name)
			}
			compare(t, want, run(t, site))
		})
	}
}

func unpack(t *testing.T, archive *txtar.Archive) (site fstest.MapFS, want string) {
	t.Helper()
	site = fstest.MapFS{}
	for _, f := range archive.Files {
		switch {
		case f.Name == "want":
			want = string(f.Data)
		case site[f.Name] != nil:
			t.Fatalf("%s stands in the archive twice", f.Name)
		default:
			site[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return site, want
}

// compare holds the problems found against the lines wanted, in any order.
func compare(t *testing.T, want string, found []source.Problem) {
	t.Helper()
	for line := range strings.Lines(want) {
		head, message, _ := strings.Cut(strings.TrimSpace(line), " ")
		name, message, _ := strings.Cut(message, " ")
		matches, err := regexp.Compile(message)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(found, func(p source.Problem) bool {
			return p.Pos.String() == head && p.Check == name && matches.MatchString(p.Message)
		})
		if i < 0 {
			t.Errorf("missing: %s", strings.TrimSpace(line))
			continue
		}
		found = slices.Delete(slices.Clone(found), i, i+1)
	}
	for _, p := range found {
		t.Errorf("surplus: %s %s %s", p.Pos, p.Check, p.Message)
	}
}

// withdrawn is a document about which there is nothing to say.
const withdrawn = "---\nstatus: withdrawn\n---\n# Title\n"

// Some problems lie in the files themselves, so that no archive of texts can hold them.
var built = map[string]struct {
	site func(t *testing.T) fs.FS
	want string
}{
	"unreadable-file": {func(t *testing.T) fs.FS {
		return locked{fstest.MapFS{"a.md": {Data: []byte(withdrawn)}, "locked.yaml": {Data: []byte("a")}}, "locked.yaml"}
	}, "locked.yaml unreadable-file permission denied"},
	"refused-file": {func(t *testing.T) fs.FS {
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, "a.md"), []byte(withdrawn), 0o644))
		must(t, os.Mkdir(filepath.Join(dir, "folder"), 0o755))
		link(t, "a.md", filepath.Join(dir, "inside.md"))
		link(t, "/etc/passwd", filepath.Join(dir, "outside.md"))
		link(t, "folder", filepath.Join(dir, "linked"))
		link(t, "circle.md", filepath.Join(dir, "circle.md"))
		root, err := os.OpenRoot(dir)
		must(t, err)
		t.Cleanup(func() { root.Close() })
		return root.FS()
	}, "outside.md refused-file leads out\nlinked refused-file folder is not followed\ncircle.md refused-file circle"},
	"file-too-large": {func(t *testing.T) fs.FS {
		return fstest.MapFS{"large.csv": {Data: make([]byte, source.MaxText+1)}, "limit.csv": {Data: make([]byte, source.MaxText)},
			"large.pdf": {Data: make([]byte, source.MaxText+1)}}
	}, "large.csv file-too-large 8 MB"},
	"not-utf8": {func(t *testing.T) fs.FS {
		return fstest.MapFS{"latin.md": {Data: []byte(withdrawn + "\nf\xfcr alle \xfc\n")}, "wide.csv": {Data: []byte("\xff\xfea\x00")},
			"registers/suppliers.csv": {Data: []byte("id,name,status\nSUP-001,Caf\xe9,ended\n")}, "fine.md": {Data: []byte("\xef\xbb\xbf" + withdrawn + "für alle\n")}}
	}, "latin.md:6:2 not-utf8 0xfc\nregisters/suppliers.csv:2:12 not-utf8 0xe9"},
	"too-complex": {func(t *testing.T) fs.FS {
		return fstest.MapFS{"deep.md": {Data: []byte("---\ntitle: Deep\nstatus: withdrawn\n---\n" + strings.Repeat("[", 500) + "\n")},
			"flat.md": {Data: []byte(withdrawn + strings.Repeat("[x] ", 500) + "\n")}}
	}, "deep.md:5:401 too-complex nest more than 400 deep"},
}

func TestChecksOfFilesThatNoArchiveCanHold(t *testing.T) {
	for name, c := range built {
		t.Run(name, func(t *testing.T) { compare(t, c.want, run(t, c.site(t))) })
	}
}

// locked is a file system in which one file cannot be opened.
type locked struct {
	fs.FS
	name string
}

func (l locked) Open(name string) (fs.File, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

func (l locked) ReadFile(name string) ([]byte, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return fs.ReadFile(l.FS, name)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, at string) {
	t.Helper()
	if err := os.Symlink(to, at); err != nil {
		t.Skip("symbolic links cannot be made here:", err)
	}
}

func TestEveryCheckHasACase(t *testing.T) {
	for _, c := range Checks {
		if c == internal {
			continue // a mistake of the program: there is no content that has it
		}
		_, inGo := built[c.Name]
		_, err := os.Stat(filepath.Join("testdata", c.Name+".txtar"))
		if inGo == (err == nil) {
			t.Errorf("%s has to have one case, in testdata or built", c.Name)
		}
	}
}

var raised = regexp.MustCompile(`Check: *"([a-z0-9-]+)"|p\.Check *=+ *"([a-z0-9-]+)"|[rR]eport\([^"\n]*?"([a-z][a-z0-9-]*)",|refuse\([^"\n]*?"([a-z]+-[a-z-]+)",`)

func TestEveryCheckRaisedInTheSourceIsListed(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range sources(t) {
		text, err := os.ReadFile(file)
		must(t, err)
		for _, m := range raised.FindAllStringSubmatch(string(text), -1) {
			name := m[1] + m[2] + m[3] + m[4]
			if seen[name] = true; Named(name) == nil {
				t.Errorf("%s raises %q, which is not listed in Checks", file, name)
			}
		}
	}
	for _, c := range Checks {
		if c.Run == nil && !seen[c.Name] {
			t.Errorf("nothing raises %s", c.Name)
		}
	}
}

// sources are the Go files of the program that may raise problems.
func sources(t *testing.T) []string {
	var files []string
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			files = append(files, path)
		}
		return err
	})
	must(t, err)
	if len(files) < 20 {
		t.Fatalf("only %d source files found", len(files))
	}
	return files
}

func TestTextsOfChecksAreWholeAndAlike(t *testing.T) {
	words := regexp.MustCompile(`^[a-z]+[0-9]*(-[a-z0-9]+)*$`)
	names := map[string]bool{}
	for _, c := range Checks {
		if !words.MatchString(c.Name) || names[c.Name] {
			t.Errorf("the name %q is not in words, or is used twice", c.Name)
		}
		names[c.Name] = true
		if c.Severity < source.Info {
			t.Errorf("%s has no severity of its own", c.Name)
		}
		for field, text := range map[string]string{"About": c.About, "Why": c.Why, "Fix": c.Fix} {
			switch {
			case strings.TrimSpace(text) != text || text == "":
				t.Errorf("%s: %s is empty or has blanks around it: %q", c.Name, field, text)
			case strings.HasSuffix(text, "."), strings.Contains(text, "\n"):
				t.Errorf("%s: %s is one sentence without a full stop, not %q", c.Name, field, text)
			}
		}
		if strings.TrimSpace(c.Example) == "" {
			t.Errorf("%s has no example", c.Name)
		}
	}
}

func TestNamedFindsChecksAndNothingElse(t *testing.T) {
	if got := Named("review-overdue"); got != reviewOverdue {
		t.Errorf("Named gives %v", got)
	}
	if got := Named("review-Overdue"); got != nil {
		t.Errorf("an unknown name gives %v", got)
	}
}

const faulty = "---\ntitle: Access\nversion: \"1.0\"\nstatus: approved\nowner: Anna\nreview_due: 2026-03-30\n---\n[gone](gone.md)\n"

func faultySite(profile string) fstest.MapFS {
	return fstest.MapFS{"isms.yaml": {Data: []byte(profile)}, "access.md": {Data: []byte(faulty)}}
}

func lines(problems []source.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s %s %s\n", p.Pos, p.Severity, p.Check)
	}
	return b.String()
}

func TestTheProfileDecidesSeverities(t *testing.T) {
	tests := []struct{ name, profile, want string }{
		{"without a word of the profile each check has its own", "", "access.md:1:1 info orphan-page\naccess.md:4:9 warning missing-approval-date\naccess.md:4:9 error missing-approver\naccess.md:6:13 warning review-overdue\naccess.md:8:1 error broken-link\n"},
		{"raised, lowered and off, for checks of every stage", "checks: {review-overdue: error, broken-link: info, orphan-page: off, missing-approver: off}",
			"access.md:4:9 warning missing-approval-date\naccess.md:6:13 error review-overdue\naccess.md:8:1 info broken-link\n"},
		{"off also silences what was found while linking", "checks: {broken-link: off, orphan-page: off, missing-approver: off, missing-approval-date: off, review-overdue: off}", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := lines(run(t, faultySite(test.profile))); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestFinishKeepsWhatAProblemBrings(t *testing.T) {
	in := []source.Problem{
		{Check: "broken-link", Message: "a"},
		{Check: "broken-link", Message: "b", Why: "own why", Fix: "own fix", Severity: source.Info},
		{Check: "internal", Message: "c"},
		{Check: "nobody-knows", Message: "d"},
	}
	before := slices.Clone(in)
	got := Finish(in, nil)
	want := []source.Problem{
		{Check: "broken-link", Message: "a", Why: brokenLink.Why, Fix: brokenLink.Fix, Severity: source.Error},
		in[1],
		{Check: "internal", Message: "c", Why: internal.Why, Fix: internal.Fix, Severity: source.Error},
		{Check: "nobody-knows", Message: "d", Severity: source.Error},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if !slices.Equal(in, before) {
		t.Error("Finish changed its input")
	}
}

func TestCountAndAtLeast(t *testing.T) {
	problems := []source.Problem{{Severity: source.Info}, {Severity: source.Warning}, {Severity: source.Warning}}
	if n := Count(problems, source.Warning); n != 2 {
		t.Errorf("%d warnings", n)
	}
	for severity, want := range map[source.Severity]bool{source.Info: true, source.Warning: true, source.Error: false} {
		if got := AtLeast(problems, severity); got != want {
			t.Errorf("at least %s: %v", severity, got)
		}
	}
	if AtLeast(nil, source.Info) {
		t.Error("no problem at all is at least as bad as info")
	}
}

func TestTheExampleHasNoProblemsButReviews(t *testing.T) {
	for _, p := range run(t, os.DirFS("../../content-example")) {
		if reviews := []string{"review-overdue", "review-due-soon", "missing-review-date"}; p.Severity > source.Info && !slices.Contains(reviews, p.Check) {
			t.Errorf("%s: %s (%s)", p.Pos, p.Message, p.Check)
		}
	}
}
