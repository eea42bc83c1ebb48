package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"ismsite/generator"
	"ismsite/generator/publish"
)

func TestAnInterruptedCommandEndsWith130AndSaysNothing(t *testing.T) {
	site := t.TempDir()
	if err := os.WriteFile(filepath.Join(site, "a.md"), []byte("# A\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	interrupted, interrupt := context.WithCancel(t.Context())
	interrupt()
	for _, args := range [][]string{{"check", site}, {"build", "-o", out, site}, {"report", "documents", site}, {"search", "-C", site, "a"}, {"new", "-C", site, "policy", "B"}} {
		var stdout, stderr bytes.Buffer
		if code := run(interrupted, args, &stdout, &stderr); code != exitInterrupted || stdout.Len()+stderr.Len() > 0 {
			t.Errorf("%v ended with %d and said %q %q", args, code, stdout.String(), stderr.String())
		}
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the output folder: %v", err)
	}
}

func TestExitCodes(t *testing.T) {
	interrupted, interrupt := context.WithCancel(t.Context())
	interrupt()
	tests := []struct {
		name string
		ctx  context.Context
		err  error
		want int
	}{
		{"nothing went wrong", t.Context(), nil, 0},
		{"it was done before the interrupt", interrupted, nil, 0},
		{"problems were found", t.Context(), errProblems, 1},
		{"the command line is wrong", t.Context(), misuse("no"), 2},
		{"the profile is wrong, deep down", t.Context(), fmt.Errorf("building: %w", &generator.ProfileError{}), 2},
		{"the output folder is somebody else's", t.Context(), &publish.RefusedError{}, 2},
		{"the disk is full", t.Context(), errors.New("no space left"), 3},
		{"interrupted while writing", interrupted, errors.New("writing: context canceled"), 130},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := exitCode(test.ctx, test.err); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}

func TestScalarsAreReadBackAsTheyAre(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Clear desk", "Clear desk"},
		{"anna.keller", "anna.keller"},
		{"Überblick", "Überblick"},
		{"no", "no"}, // values are taken from the text, so this is no truth value
		{"null", `"null"`},
		{"a: b", `"a: b"`},
		{`the "new" #1`, `"the \"new\" #1"`},
		{"- item", `"- item"`},
		{"", ""},
	}
	for _, test := range tests {
		if got := scalar(test.text); got != test.want {
			t.Errorf("%q is written %s, want %s", test.text, got, test.want)
		}
	}
}
