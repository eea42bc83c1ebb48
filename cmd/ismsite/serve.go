package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"ismsite/generator"
	"ismsite/generator/preview"
	"ismsite/generator/source"
)

func newServe() *cobra.Command {
	var s site
	var addr string
	var poll time.Duration
	var open bool
	c := &cobra.Command{
		Use:   "serve [FOLDER]",
		Short: "Show the site while you write: every save is on the page at once",
		Long: "Show the site at http://127.0.0.1:4000 while you write. Every save is on the page at once, and what is wrong\n" +
			"lies over the page it concerns. Nothing is written to disk.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			in, err := s.open(args)
			if err != nil {
				return err
			}
			in.Preview = true
			r := &rebuilder{input: in, cache: generator.NewCache()}
			return preview.Serve(c.Context(), preview.Options{
				Folder: s.folder, Addr: addr, Poll: poll, Ignore: r.ignore, Build: r.build,
				Log: func(format string, args ...any) { fmt.Fprintf(c.ErrOrStderr(), format+"\n", args...) },
				Ready: func(url string) {
					fmt.Fprintf(c.ErrOrStderr(), "the site is at %s (stop with Ctrl-C)\n", url)
					if open {
						openBrowser(url)
					}
				},
			})
		},
	}
	s.flags(c)
	c.Flags().StringVar(&addr, "addr", preview.DefaultAddr, "address to listen on; other machines reach it only if you name their side of it")
	c.Flags().DurationVar(&poll, "poll", 0, "look for changes this often instead of being told by the system, for network drives: 1s")
	c.Flags().BoolVar(&open, "open", false, "open the site in the browser")
	return c
}

// rebuilder builds the same site again and again, with one cache.
type rebuilder struct {
	input   generator.Input
	cache   *generator.Cache
	exclude atomic.Pointer[source.Patterns]
}

func (r *rebuilder) build(context.Context) (*preview.Build, error) {
	in := r.input
	in.Now = now()
	result, err := generator.Build(in, r.cache)
	if err != nil {
		return nil, err
	}
	exclude := result.System.Set.Profile.Exclude
	r.exclude.Store(&exclude)
	return &preview.Build{File: result.File, Problems: result.Problems, Pages: result.Book.PageOf}, nil
}

// ignore reports whether a change at a path cannot concern the site.
func (r *rebuilder) ignore(name string) bool {
	exclude := r.exclude.Load()
	return exclude != nil && (exclude.Match(name, true) || exclude.Match(name, false))
}

// openBrowser asks the system to show an address. That it cannot is no reason to stop.
func openBrowser(url string) {
	command := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	_ = exec.Command(command[0], append(command[1:], url)...).Start()
}
