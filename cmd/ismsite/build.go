package main

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"ismsite/generator"
	"ismsite/generator/check"
	"ismsite/generator/isms"
	"ismsite/generator/publish"
	"ismsite/generator/source"
)

func newBuild() *cobra.Command {
	var s site
	var out string
	var strict bool
	c := &cobra.Command{
		Use:   "build [FOLDER]",
		Short: "Make the site",
		Long: "Make the site from a folder and write it to an output folder in one step: readers see the old site or the\n" +
			"new one, never a mixture. A folder that ismsite did not write is never replaced.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			start := time.Now()
			spareMemory()
			result, err := s.build(c, args)
			if err != nil {
				return err
			}
			spareMemory()
			narrate(c.ErrOrStderr(), result.Problems, 10)
			if strict && check.AtLeast(result.Problems, source.Error) {
				fmt.Fprintln(c.ErrOrStderr(), "not published: there are errors (--strict)")
				return errProblems
			}
			debug.SetMemoryLimit(math.MaxInt64) // the search index needs its room for a moment
			all, err := await(c.Context(), result.Complete)
			if err != nil {
				return err
			}
			spareMemory()
			stats, err := publish.Folder(c.Context(), out, all.Files, publish.Options{Notice: func(text string) { fmt.Fprintln(c.ErrOrStderr(), text) }})
			if err != nil {
				return err
			}
			summary(c.ErrOrStderr(), result, fmt.Sprintf("%d files in %s", stats.Files, out), time.Since(start))
			return nil
		},
	}
	s.flags(c)
	c.Flags().StringVarP(&out, "output", "o", "public", "output folder")
	c.Flags().StringVar(&s.baseURL, "base-url", "", "address at which the site is published, for the sitemap and calendars (default: the profile's)")
	c.Flags().BoolVar(&strict, "strict", false, "publish nothing and exit with 1 when there are errors")
	return c
}

// spareMemory has garbage collected before it is as large again as what is in use: a build is short, and a small
// machine should do for a large site.
func spareMemory() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(max(512<<20, int64(m.HeapAlloc)*3/2))
}

// narrate prints the first errors and warnings, a line each, and how to see all of them.
func narrate(w io.Writer, problems []source.Problem, most int) {
	shown, left := 0, 0
	for _, severity := range []source.Severity{source.Error, source.Warning} {
		for _, p := range problems {
			if p.Severity != severity {
				continue
			}
			if shown++; shown > most {
				left++
				continue
			}
			fmt.Fprintf(w, "%s: %s: %s (%s)\n", p.Pos, p.Severity, p.Message, p.Check)
		}
	}
	if left > 0 {
		fmt.Fprintf(w, "… and %d more; ismsite check prints all, with why and fix\n", left)
	}
}

// summary is the last line of a build: documents, problems, what is overdue, time.
func summary(w io.Writer, r *generator.Result, what string, took time.Duration) {
	overdue := 0
	for _, t := range r.System.Things {
		if review, ok := r.System.ReviewOf(t.Entry); ok && review.State == isms.Overdue {
			overdue++
		}
	}
	left := ""
	if tree := r.System.Tree; tree.Excluded+tree.Hidden > 0 {
		left = fmt.Sprintf("; left out: %d excluded, %d hidden", tree.Excluded, tree.Hidden)
	}
	fmt.Fprintf(w, "%s, %s as of %s: %s, %d overdue%s; %s\n", plural(len(r.System.Set.Documents), "document"), what, r.System.Today, countText(r.Problems), overdue, left, took.Round(time.Millisecond))
}

func countText(problems []source.Problem) string {
	return fmt.Sprintf("%s, %s, %s", plural(check.Count(problems, source.Error), "error"), plural(check.Count(problems, source.Warning), "warning"), plural(check.Count(problems, source.Info), "note"))
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
