package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"ismsite/generator"
	"ismsite/generator/page"
	"ismsite/generator/report"
)

func newReport() *cobra.Command {
	var s site
	var format, out string
	var names []string
	long := "Print a report:\n"
	for _, r := range page.Reports {
		names = append(names, r.Name)
		long += fmt.Sprintf("  %-10s %s\n", r.Name, r.About)
	}
	c := &cobra.Command{
		Use:       "report NAME [FOLDER]",
		Short:     "Print a report: " + strings.Join(names, ", "),
		Long:      strings.TrimSuffix(long, "\n"),
		Args:      cobra.RangeArgs(1, 2),
		ValidArgs: names,
		RunE: func(c *cobra.Command, args []string) error {
			table := reportNamed(args[0])
			if table == nil {
				return useError{fmt.Errorf("there is no report %q; the reports are: %s", args[0], strings.Join(names, ", "))}
			}
			as, err := report.ParseFormat(format)
			if err != nil {
				return useError{fmt.Errorf("--format: %w", err)}
			}
			in, err := s.open(args[1:])
			if err != nil {
				return err
			}
			result, err := generator.Build(in, nil)
			if err != nil {
				return err
			}
			return writeTo(c, out, func(w io.Writer) error { return printTable(w, table(result.Book), as) })
		},
	}
	s.flags(c)
	c.Flags().StringVar(&format, "format", "text", "text, md, csv, xlsx, json or ics")
	c.Flags().StringVarP(&out, "output", "o", "", "write to a file instead of standard output")
	return c
}

func reportNamed(name string) func(*page.Book) *report.Table {
	for _, r := range page.Reports {
		if r.Name == name {
			return r.Table
		}
	}
	return nil
}

// printTable prints a table; text as wide as the terminal, or in full where there is none.
func printTable(w io.Writer, t *report.Table, as report.Format) error {
	if as != report.AsText {
		return t.Write(w, as)
	}
	width := 0
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		width, _, _ = term.GetSize(int(f.Fd()))
	}
	return t.Text(w, width)
}

// writeTo writes to a file, or to standard output when no file is named. A file that cannot be finished is removed.
func writeTo(c *cobra.Command, name string, write func(io.Writer) error) error {
	if name == "" {
		return write(c.OutOrStdout())
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		os.Remove(name)
		return err
	}
	return f.Close()
}
