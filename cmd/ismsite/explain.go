package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"ismsite/generator/check"
	"ismsite/generator/register"
)

func newExplain() *cobra.Command {
	var names []string
	for _, c := range check.Checks {
		names = append(names, c.Name)
	}
	return &cobra.Command{
		Use:       "explain [NAME]",
		Short:     "Say what a check finds, why it matters and how to mend it",
		Long:      "Say what a check finds, why it matters and how to mend it. Without a name: list all checks.",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: names,
		RunE: func(c *cobra.Command, args []string) error {
			w := c.OutOrStdout()
			if len(args) == 0 {
				for _, known := range check.Checks {
					fmt.Fprintf(w, "%-24s %-8s %s\n", known.Name, known.Severity, known.About)
				}
				return nil
			}
			known := check.Named(args[0])
			if known == nil {
				hint := "ismsite explain lists all checks"
				if near := register.Nearest(args[0], names); near != "" {
					hint = fmt.Sprintf("did you mean %q?", near)
				}
				return misuse("there is no check %q; %s", args[0], hint)
			}
			fmt.Fprintf(w, "%s (%s)\n\nWhat it finds: %s.\nWhy it matters: %s.\nHow to mend it: %s.\n\nFor example:\n\n    %s\n",
				known.Name, known.Severity, known.About, known.Why, known.Fix, strings.ReplaceAll(known.Example, "\n", "\n    "))
			if known.Name != "profile" { // which is read before any severity is
				fmt.Fprintf(w, "\nIts severity can be set in isms.yaml:\n\n    checks:\n      %s: error   # or warning, info, off\n", known.Name)
			}
			return nil
		},
	}
}
