package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"ismsite/generator"
	"ismsite/generator/check"
	"ismsite/generator/source"
)

func newCheck() *cobra.Command {
	var s site
	var format, failOn string
	var notes bool
	c := &cobra.Command{
		Use:   "check [FOLDER]",
		Short: "Find what is wrong, where, and what to do",
		Long:  "Find everything that is wrong with a site: what, where, why it matters and the smallest edit that mends it.\nismsite explain NAME says more about one check.",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			level := map[string]source.Severity{"error": source.Error, "warning": source.Warning, "never": source.Error + 1}[failOn]
			if level == source.Default {
				return misuse("--fail-on takes error, warning or never, not %q", failOn)
			}
			if format != "text" && format != "json" {
				return misuse("--format takes text or json, not %q", format)
			}
			result, err := s.build(c, args)
			if err != nil {
				return err
			}
			if err := printProblems(c, result, format, notes); err != nil {
				return err
			}
			if check.AtLeast(result.Problems, level) {
				return errProblems
			}
			return nil
		},
	}
	s.flags(c)
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().StringVar(&failOn, "fail-on", "error", "exit with 1 from this severity on: error, warning or never")
	c.Flags().BoolVar(&notes, "notes", false, "print notes too, not only errors and warnings (text; JSON holds them always)")
	return c
}

func printProblems(c *cobra.Command, result *generator.Result, format string, notes bool) error {
	if format == "json" {
		return check.JSON(c.OutOrStdout(), result.Problems, result.System.Today)
	}
	shown := result.Problems
	if !notes {
		shown = slices.DeleteFunc(slices.Clone(shown), func(p source.Problem) bool { return p.Severity == source.Info })
	}
	if err := check.Text(c.OutOrStdout(), shown); err != nil {
		return err
	}
	more := ""
	if n := check.Count(result.Problems, source.Info); n > 0 && !notes {
		more = " (--notes prints the notes)"
	}
	fmt.Fprintf(c.ErrOrStderr(), "%s: %s%s\n", plural(len(result.System.Set.Documents), "document"), countText(result.Problems), more)
	return nil
}
