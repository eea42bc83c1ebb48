package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"text/tabwriter"
	"time"
)

// report prints what was measured of one system.
func report(name string, in, out extent, rounds []round) {
	fmt.Printf("\n%s: %d Markdown files of %s each, %s in; %d files, %s out\n", name, in.pages, size(in.markdown/int64(in.pages)), size(in.bytes), out.files, size(out.bytes))
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tCPU\twall\tmemory\tCPU : goldmark\twall : copy\t")
	line := func(what string, of func(round) usage) {
		u := func(r round) usage { return of(r) }
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%.2f\t%.2f\t\n", what,
			seconds(median(rounds, func(r round) time.Duration { return u(r).cpu })),
			seconds(median(rounds, func(r round) time.Duration { return u(r).wall })),
			size(median(rounds, func(r round) int64 { return u(r).memory })),
			median(rounds, func(r round) float64 { return ratio(u(r).cpu, r.goldmark.cpu) }),
			median(rounds, func(r round) float64 { return ratio(u(r).wall, r.copied.wall) }))
	}
	line("goldmark alone", func(r round) usage { return r.goldmark })
	line("copy of the output", func(r round) usage { return r.copied })
	line("build without search", func(r round) usage { return r.plain })
	line("build", func(r round) usage { return r.full })
	line("search index (difference)", func(r round) usage {
		return usage{r.full.cpu - r.plain.cpu, r.full.wall - r.plain.wall, max(0, r.full.memory-r.plain.memory)}
	})
	w.Flush()

	var edits []time.Duration
	for _, r := range rounds {
		edits = append(edits, r.edits...)
	}
	slices.Sort(edits)
	if len(edits) > 0 {
		fmt.Printf("from save to page, %d edits: median %s, 95 %% within %s, slowest %s; memory %s\n", len(edits), millis(quantile(edits, 0.5)), millis(quantile(edits, 0.95)), millis(edits[len(edits)-1]), size(rounds[0].editing.memory))
	}
	slices.Sort(out.documents)
	if len(out.documents) > 0 {
		fmt.Printf("document page: median %s; largest HTML page: %s; search index: %s, %s a document\n",
			size(quantile(out.documents, 0.5)), size(out.largest), size(out.index), size(out.index/int64(in.pages)))
	}
}

func median[T cmp.Ordered](rounds []round, of func(round) T) T {
	list := make([]T, len(rounds))
	for i, r := range rounds {
		list[i] = of(r)
	}
	slices.Sort(list)
	return quantile(list, 0.5)
}

// quantile is the value that so large a share of a sorted list does not exceed.
func quantile[T any](sorted []T, share float64) T {
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(max(b, 1)) }

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

func millis(d time.Duration) string { return fmt.Sprintf("%.0f ms", float64(d)/1e6) }

func size(n int64) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 10<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d B", n)
}
