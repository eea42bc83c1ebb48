// Command bench measures what making a site costs, next to what cannot be avoided: turning the same Markdown into
// HTML and writing it, and copying the finished files.
//
//	go run ./cmd/bench                        invented systems of 1,000 and 10,000 documents
//	go run ./cmd/bench -sizes 500 -runs 5     other sizes, more runs
//	go run ./cmd/bench FOLDER                 a system of your own, which is copied first
//
// Each round measures every step once, one after the other, so that what else the machine does meets all of them.
// Figures are medians over the rounds, ratios the medians of the ratios within a round. Every step is a process of
// its own, since the time and memory of a process are counted by the system. The program measured is the real one,
// built from this source; -program names another.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"ismsite/cmd/bench/corpus"
)

func main() {
	if len(os.Args) > 1 {
		if step := steps[os.Args[1]]; step != nil {
			exit(step(os.Args[2:]))
		}
	}
	exit(run())
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// steps are what a process of its own does when this program calls itself.
var steps = map[string]func(args []string) error{
	"step-goldmark": goldmarkStep,
	"step-copy":     copyStep,
	"step-edit":     editStep,
}

// A bench is one call of the program.
type bench struct {
	self    string // this program
	program string // the ismsite measured
	work    string // a folder to work in
	rounds  int
	edits   int
}

func run() error {
	sizes := flag.String("sizes", "1000,10000", "numbers of documents of the invented systems")
	rounds := flag.Int("runs", 3, "rounds; medians are printed")
	edits := flag.Int("edits", 20, "edits of which each is timed until its page is made")
	program := flag.String("program", "", "the ismsite to measure (default: built from ./cmd/ismsite)")
	flag.Parse()
	work, err := os.MkdirTemp("", "ismsite-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	b := &bench{program: *program, work: work, rounds: *rounds, edits: *edits}
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	if err := b.buildProgram(); err != nil {
		return err
	}
	fmt.Printf("%d cores, %s, %s/%s; %d rounds, medians\n", runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, *rounds)
	if flag.NArg() > 0 && flag.Arg(0) != "" {
		return b.measure(filepath.Base(flag.Arg(0)), func(dir string) error { return os.CopyFS(dir, os.DirFS(flag.Arg(0))) })
	}
	for _, text := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 {
			return fmt.Errorf("-sizes: %q is not a number of documents", text)
		}
		if err := b.measure(fmt.Sprintf("%d documents", n), func(dir string) error { return corpus.Write(dir, corpus.Size{Documents: n}) }); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) buildProgram() error {
	if b.program != "" {
		return nil
	}
	b.program = filepath.Join(b.work, "ismsite")
	if runtime.GOOS == "windows" {
		b.program += ".exe"
	}
	build := exec.Command("go", "build", "-trimpath", "-o", b.program, "./cmd/ismsite")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building ./cmd/ismsite (run this in the repository, or name a -program): %w", err)
	}
	return nil
}
