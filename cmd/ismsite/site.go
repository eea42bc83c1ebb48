package main

import (
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
	folder string
	asOf   string
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
	in := generator.Input{Now: now()}
	if s.asOf != "" {
		day, err := date.Parse(s.asOf)
		if err != nil {
			return in, useError{fmt.Errorf("--as-of: %w", err)}
		}
		in.AsOf = day
	}
	root, err := os.OpenRoot(s.folder)
	var pathErr *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return in, useError{fmt.Errorf("there is no folder %q", s.folder)}
	case errors.As(err, &pathErr):
		return in, useError{fmt.Errorf("cannot read the folder %q: %w", s.folder, pathErr.Err)}
	case err != nil:
		return in, err
	}
	in.Content = root.FS()
	return in, nil
}

// now is the only clock of the program. SOURCE_DATE_EPOCH stands in for it, so that a build can be repeated.
func now() time.Time {
	if seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(seconds, 0).UTC()
	}
	return time.Now()
}
