package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"ismsite/generator/page"
	"ismsite/generator/register"
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
				return unknownReport(args[0], names)
			}
			as, err := report.ParseFormat(format)
			if err != nil {
				return misuse("--format: %w", err)
			}
			if as == report.AsXLSX && out == "" && isTerminal(c.OutOrStdout()) {
				return misuse("a workbook is nothing to read on a terminal; add -o %s.xlsx", args[0])
			}
			result, err := s.build(c, args[1:])
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

func unknownReport(name string, names []string) error {
	hint := "the reports are: " + strings.Join(names, ", ")
	if near := register.Nearest(name, names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return misuse("there is no report %q; %s", name, hint)
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
	if isTerminal(w) {
		width, _, _ = term.GetSize(int(w.(*os.File).Fd()))
	}
	return t.Text(w, width)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// writeTo writes to a file, or to standard output when no file is named. A file is written when its content is
// complete, so that a mistake leaves the old one.
func writeTo(c *cobra.Command, name string, write func(io.Writer) error) error {
	if name == "" {
		return write(c.OutOrStdout())
	}
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return err
	}
	return os.WriteFile(name, content.Bytes(), 0o644)
}
