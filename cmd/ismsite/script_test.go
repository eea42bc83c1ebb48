package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what tests compare with anew")

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"ismsite": main}) }

// The scripts in testdata/script run the whole program, each on a tiny site of its own. Their clock stands at
// 2026-03-31; a script that wants another date says so.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOURCE_DATE_EPOCH", "1774958400")
			example, err := filepath.Abs("../../content-example")
			e.Setenv("EXAMPLE", example)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"cmptree":  cmptree,
			"exits":    exits,
			"listing":  listing,
			"links":    links,
			"bytes":    writeBytes,
			"mkfifo":   mkfifo,
			"shuffled": shuffled,
			"preview":  previewed,
		},
	})
}

// exits CODE ARGUMENT… runs ismsite, which has to end with that code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE ARGUMENT…")
	}
	err := ts.Exec("ismsite", args[1:]...)
	code := 0
	if exit, ok := err.(*exec.ExitError); ok {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("ismsite %s ended with %d, not %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// cmptree ONE TWO compares two folders file by file.
func cmptree(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: cmptree ONE TWO")
	}
	one, two := tree(ts, args[0]), tree(ts, args[1])
	var differ []string
	for _, name := range slices.Sorted(maps.Keys(one)) {
		if other, ok := two[name]; !ok {
			differ = append(differ, "only in "+args[0]+": "+name)
		} else if one[name] != other {
			differ = append(differ, "differs: "+name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(two)) {
		if _, ok := one[name]; !ok {
			differ = append(differ, "only in "+args[1]+": "+name)
		}
	}
	if len(one) == 0 {
		ts.Fatalf("there is nothing in %s", args[0])
	}
	if neg == (len(differ) == 0) {
		ts.Fatalf("%d differences between %s and %s\n%s", len(differ), args[0], args[1], strings.Join(differ, "\n"))
	}
}

// tree reads all files of a folder.
func tree(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	ts.Check(filepath.WalkDir(ts.MkAbs(dir), func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(name)
		rel, _ := filepath.Rel(ts.MkAbs(dir), name)
		files[filepath.ToSlash(rel)] = string(content)
		return err
	}))
	return files
}

// listing FILE [EXCEPT…] writes into FILE what lies in the working folder, with modes, sizes and times, but not the
// files and folders of these names.
func listing(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: listing FILE [EXCEPT…]")
	}
	var b strings.Builder
	ts.Check(filepath.WalkDir(ts.MkAbs("."), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(ts.MkAbs("."), name)
		if slices.Contains(args, rel) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if err == nil && rel != "." {
			fmt.Fprintln(&b, rel, info.Mode(), info.Size(), info.ModTime().UnixNano())
		}
		return err
	}))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

// links FILE N writes a document with N links on one line.
func links(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	var b strings.Builder
	b.WriteString("# Many links\n\n")
	for i := range n {
		fmt.Fprintf(&b, "[l%d](nowhere-%d.md) ", i, i%7)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

// bytes FILE TEXT writes a file that no archive of texts can hold; the text has Go's escapes.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(args[1], `"`, `\"`) + `"`)
	ts.Check(err)
	name := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
	ts.Check(os.WriteFile(name, []byte(text), 0o644))
}

// shuffled FROM TO SEED copies a folder, its files in another order and with other times.
func shuffled(ts *testscript.TestScript, neg bool, args []string) {
	files := tree(ts, args[0])
	names := slices.Sorted(maps.Keys(files))
	seed, err := strconv.ParseUint(args[2], 10, 64)
	ts.Check(err)
	chance := rand.New(rand.NewPCG(seed, seed))
	chance.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, name := range names {
		to := filepath.Join(ts.MkAbs(args[1]), filepath.FromSlash(name))
		ts.Check(os.MkdirAll(filepath.Dir(to), 0o755))
		ts.Check(os.WriteFile(to, []byte(files[name]), 0o644))
		when := time.Unix(1_500_000_000+chance.Int64N(200_000_000), 0)
		ts.Check(os.Chtimes(to, when, when))
	}
}

var servedAt = regexp.MustCompile(`http://\S+/`)

// preview PATH TEXT ARGUMENT… starts ismsite serve on a free port with these arguments, reads the page at the path,
// which has to hold the text, and interrupts the program, which has to end well. What the program says goes to
// the file said.
func previewed(ts *testscript.TestScript, neg bool, args []string) {
	if runtime.GOOS == "windows" {
		return // where one process cannot interrupt another
	}
	self, err := os.Executable()
	ts.Check(err)
	c := exec.Command(self)
	c.Args = append([]string{"ismsite", "serve", "--addr", "127.0.0.1:0"}, args[2:]...)
	c.Dir = ts.MkAbs(".")
	stderr, err := c.StderrPipe()
	ts.Check(err)
	ts.Check(c.Start())
	watchdog := time.AfterFunc(time.Minute, func() { _ = c.Process.Kill() })
	defer watchdog.Stop()
	var said bytes.Buffer
	lines := bufio.NewScanner(stderr)
	url := ""
	for url == "" && lines.Scan() {
		fmt.Fprintln(&said, lines.Text())
		url = servedAt.FindString(lines.Text())
	}
	page := ""
	if url != "" {
		page = fetch(ts, url+args[0])
	}
	_ = c.Process.Signal(os.Interrupt)
	for lines.Scan() {
		fmt.Fprintln(&said, lines.Text())
	}
	err = c.Wait()
	ts.Check(os.WriteFile(ts.MkAbs("said"), said.Bytes(), 0o644))
	switch {
	case err != nil:
		ts.Fatalf("serve ended with %v\n%s", err, said.String())
	case !strings.Contains(page, args[1]):
		ts.Fatalf("the page at %q does not hold %q:\n%s", args[0], args[1], page)
	}
}

func fetch(ts *testscript.TestScript, url string) string {
	answer, err := http.Get(url)
	ts.Check(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	ts.Check(err)
	return string(body)
}
