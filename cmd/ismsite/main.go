// Command ismsite turns a folder of Markdown policies and plain-text registers into a checked, cross-linked,
// searchable management-system site.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // the profile's time zone means the same on a machine without a zone database

	"github.com/spf13/cobra"

	"ismsite/generator"
	"ismsite/generator/publish"
)

// The exit codes, as the README lists them.
const (
	exitFine        = 0
	exitProblems    = 1 // problems at or above the fail level
	exitUse         = 2 // wrong use or profile
	exitFailed      = 3 // could not read, write or finish
	exitInterrupted = 130
)

func main() { os.Exit(Main()) }

// Main runs the program with the process's own arguments and streams and returns its exit code.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	return run(ctx, os.Args[1:], os.Stdout, os.Stderr)
}

// errProblems says that problems were found and printed; the exit code says the rest.
var errProblems = errors.New("problems were found")

// A useError is a mistake in the command line.
type useError struct{ error }

// misuse makes a useError.
func misuse(format string, args ...any) error { return useError{fmt.Errorf(format, args...)} }

// run runs one command and returns the exit code. Results go to stdout, narration and errors to stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	code := exitCode(ctx, err)
	if err != nil && code != exitProblems && code != exitInterrupted {
		fmt.Fprintln(stderr, "ismsite:", err)
	}
	return code
}

func exitCode(ctx context.Context, err error) int {
	var use useError
	var profile *generator.ProfileError
	var refused *publish.RefusedError
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errProblems):
		return exitProblems
	case ctx.Err() != nil:
		return exitInterrupted
	case errors.As(err, &use), errors.As(err, &profile), errors.As(err, &refused):
		return exitUse
	}
	return exitFailed
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:                   "ismsite",
		Short:                 "A checked, searchable management-system site from a folder of Markdown",
		Long:                  "ismsite turns a folder of Markdown policies, procedures and plain-text registers into a checked,\ncross-linked, searchable ISMS site (ISO/IEC 27001) with a document register and an overdue-review report.",
		SilenceErrors:         true,
		SilenceUsage:          true,
		DisableFlagsInUseLine: true,
		Args:                  known,
		RunE:                  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return misuse("%w\nsee %s --help", err, c.CommandPath())
	})
	root.AddCommand(newInit(), newNew(), newServe(), newBuild(), newCheck(), newReport(), newSearch(), newExplain(), newVersion())
	for _, c := range root.Commands() {
		c.Args = counted(c.Args)
	}
	root.SetHelpCommand(newHelp())
	root.InitDefaultHelpCmd()
	completion(root)
	return root
}

// known refuses an argument where a command is expected, with the nearest one.
func known(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := fmt.Sprintf("%s --help lists all", c.CommandPath())
	c.SuggestionsMinimumDistance = 2
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %q?", near[0])
	}
	return misuse("there is no command %q; %s", strings.TrimSpace(c.CommandPath()+" "+args[0]), hint)
}

// counted says in our words that there are too many or too few arguments.
func counted(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if check(c, args) == nil {
			return nil
		}
		_, takes, _ := strings.Cut(c.Use, " ")
		switch {
		case takes == "":
			return misuse("%s takes no arguments, but was given: %s", c.Name(), strings.Join(args, " "))
		case len(args) == 0:
			return misuse("%s takes %s\nsee %s --help", c.Name(), takes, c.CommandPath())
		}
		return misuse("%s takes %s, but was given: %s\na text of several words has to stand in quotes", c.Name(), takes, strings.Join(args, " "))
	}
}

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Say how a command is used",
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return known(about, rest)
			}
			return about.Help()
		},
	}
}

// completion has the library's command for shells say what is wrong instead of printing its help.
func completion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	c, _, err := root.Find([]string{"completion"})
	if err != nil || c == root {
		return
	}
	c.Short = "Print a script that completes commands in your shell"
	c.Args = known
	c.RunE = func(*cobra.Command, []string) error { return misuse("name your shell: bash, zsh, fish or powershell") }
	for _, shell := range c.Commands() {
		shell.Short = "Print the script for " + shell.Name()
	}
}
