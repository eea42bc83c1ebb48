package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"ismsite/generator"
	"ismsite/generator/date"
)

// site is the folder that a command reads, and the flags that all such commands share.
type site struct {
	folder  string
	asOf    string
	baseURL string // in place of the profile's
}

func (s *site) flags(c *cobra.Command) {
	c.Flags().StringVar(&s.asOf, "as-of", "", "date that all states refer to, such as 2026-03-31 (default: the profile's, else today)")
}

// open takes the folder from the last argument and opens it. The folder stays open for as long as the program runs,
// since files are read when they are published.
func (s *site) open(args []string) (generator.Input, error) {
	s.folder = "."
	if len(args) > 0 {
		s.folder = args[len(args)-1]
	}
	in := generator.Input{Now: now(), BaseURL: s.baseURL}
	if s.asOf != "" {
		day, err := date.Parse(s.asOf)
		if err != nil {
			return in, misuse("--as-of: %w", err)
		}
		in.AsOf = day
	}
	root, err := openFolder(s.folder)
	if err != nil {
		return in, err
	}
	in.Content = root.FS()
	return in, nil
}

func openFolder(folder string) (*os.Root, error) {
	root, err := os.OpenRoot(folder)
	var pathErr *fs.PathError
	switch {
	case err == nil:
		return root, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, misuse("there is no folder %q", folder)
	case isFile(folder):
		return nil, misuse("%q is a file; name the folder that holds the site", folder)
	case errors.As(err, &pathErr):
		return nil, fmt.Errorf("cannot read the folder %q: %w", folder, pathErr.Err)
	}
	return nil, err
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// build makes the site of the folder named in the arguments.
func (s *site) build(c *cobra.Command, args []string) (*generator.Result, error) {
	in, err := s.open(args)
	if err != nil {
		return nil, err
	}
	result, err := await(c.Context(), func() (*generator.Result, error) { return generator.Build(in, nil) })
	if err != nil {
		return nil, err
	}
	if len(result.System.Set.Documents) == 0 {
		fmt.Fprintf(c.ErrOrStderr(), "there is no Markdown file in %q; is it the right folder? ismsite init writes a small site to start from\n", s.folder)
	}
	return result, nil
}

// await does a step that nothing can interrupt. When ctx ends first, the step is left behind: the program ends too.
func await[T any](ctx context.Context, step func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := step()
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// now is the only clock of the program. SOURCE_DATE_EPOCH stands in for it, so that a build can be repeated.
func now() time.Time {
	if seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(seconds, 0).UTC()
	}
	return time.Now()
}
