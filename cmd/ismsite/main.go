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
	"syscall"

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
	return run(ctx, os.Args[1:], os.Stdout, os.Stderr)
}

// errProblems says that problems were found and printed; the exit code says the rest.
var errProblems = errors.New("problems were found")

// A useError is a mistake in the command line.
type useError struct{ error }

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
		Use:           "ismsite",
		Short:         "A checked, searchable management-system site from a folder of Markdown",
		Long:          "ismsite turns a folder of Markdown policies, procedures and plain-text registers into a checked,\ncross-linked, searchable ISMS site (ISO/IEC 27001) with a document register and an overdue-review report.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return useError{fmt.Errorf("%w\nsee %s --help", err, c.CommandPath())}
	})
	root.AddCommand(newInit(), newNew(), newServe(), newBuild(), newCheck(), newReport(), newSearch(), newExplain(), newVersion())
	for _, c := range root.Commands() {
		if c.Args != nil {
			c.Args = use(c.Args)
		}
	}
	return root
}

// use marks a complaint about arguments as a mistake in the command line.
func use(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return useError{fmt.Errorf("%w\nsee %s --help", err, c.CommandPath())}
		}
		return nil
	}
}
