//go:build unix

package source

import (
	"net"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

func TestPipesAndSocketsAreNotOpened(t *testing.T) {
	fsys := onDisk(t, func(dir string) {
		write(t, dir, "a.md", "a")
		if err := syscall.Mkfifo(filepath.Join(dir, "pipe.md"), 0o644); err != nil {
			t.Skip(err)
		}
		link(t, "pipe.md", dir, "to-pipe.md")
		if socket, err := net.Listen("unix", filepath.Join(dir, "s.md")); err == nil {
			t.Cleanup(func() { socket.Close() })
		} else {
			write(t, dir, "s.md.skipped", "")
		}
	})
	tree, problems := mustRead(t, fsys, Options{})
	if f := tree.Get("a.md"); f == nil || tree.Get("pipe.md") != nil || tree.Get("to-pipe.md") != nil || tree.Get("s.md") != nil {
		t.Errorf("got %q, want a.md and no pipe", paths(tree))
	}
	got := told(problems)
	for _, want := range []string{"refused-file pipe.md", "refused-file to-pipe.md"} {
		if !slices.Contains(got, want) {
			t.Errorf("got problems %q, want %q among them", got, want)
		}
	}
}
