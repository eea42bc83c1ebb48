package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

const (
	childDir  = "ISMSITE_TEST_CHILD_DIR"
	childSwap = "ISMSITE_TEST_CHILD_SWAP"
	perSite   = 60
)

// TestMain is also the program that TestKill kills: it publishes one site after another.
func TestMain(m *testing.M) {
	dir := os.Getenv(childDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	if os.Getenv(childSwap) == "two steps" {
		exchange = func(*os.Root, string, string) error { return errors.ErrUnsupported }
	}
	for i := 0; ; i++ {
		if _, err := Folder(context.Background(), dir, generation(i), Options{}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println("published") // the parent waits for the first
	}
}

// generation is a site whose files all say the same number, in number-dependent places.
func generation(n int) []File {
	files := []File{file("generation", fmt.Sprint(n))}
	for i := range perSite {
		content := bytes.Repeat(fmt.Appendf(nil, "%d\n", n), 2000)
		files = append(files, File{fmt.Sprintf("%d/%d.html", n%3, i), func() ([]byte, error) { return content, nil }})
	}
	return files
}

// complete says what is wrong with a published generation.
func complete(dir string) error {
	var n int
	text, err := os.ReadFile(filepath.Join(dir, "generation"))
	if err != nil {
		return err
	}
	if _, err := fmt.Sscan(string(text), &n); err != nil {
		return err
	}
	for _, want := range generation(n) {
		content, _ := want.Content()
		got, err := os.ReadFile(filepath.Join(dir, want.Path))
		if err != nil {
			return err
		}
		if !bytes.Equal(got, content) {
			return fmt.Errorf("%s has %d bytes, want %d of generation %d", want.Path, len(got), len(content), n)
		}
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) != 3 { // the mark, the number, the files
		err = fmt.Errorf("generations are mixed: %v", entries)
	}
	return err
}

func TestKill(t *testing.T) {
	for _, swap := range []string{"one step", "two steps"} {
		t.Run("swapped in "+swap, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "site")
			for range 20 {
				kill(t, dir, swap)
				err := complete(dir)
				if errors.Is(err, os.ErrNotExist) && swap == "two steps" {
					err = completeAfterRecovery(dir)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			publish(t, dir, generation(0))
			alone(t, parent, "site")
		})
	}
}

// kill starts the child and ends it, without a chance to tidy up, while it is writing.
func kill(t *testing.T, dir, swap string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir, childSwap+"="+swap)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil {
		t.Fatalf("the child published nothing: %v", err)
	}
	time.Sleep(time.Duration(rand.IntN(40_000)) * time.Microsecond)
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	child.Wait()
}

// completeAfterRecovery looks at what a run finds that puts the old site back and then fails.
func completeAfterRecovery(dir string) error {
	broken := File{"x", func() ([]byte, error) { return nil, errors.New("broken") }}
	if _, err := Folder(context.Background(), dir, []File{broken}, Options{}); err == nil {
		return errors.New("a broken site was published")
	}
	return complete(dir)
}
