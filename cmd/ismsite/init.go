package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"ismsite/generator/date"
	"ismsite/generator/source"
)

//go:embed all:starter
var starter embed.FS

// starterDate stands in the starter site for the day on which it is written, so that nothing in it is overdue.
const starterDate = "2026-01-15"

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a small working site to start from",
		Long: "Write a small working site to start from. Files that exist stay as they are. A folder that holds Markdown\n" +
			"already gets a profile, isms.yaml, and nothing else.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			folder := "."
			if len(args) > 0 {
				folder = args[0]
			}
			if isFile(folder) {
				return misuse("%q is a file; name a folder", folder)
			}
			shown := folder
			if folder == "." {
				shown = ""
			}
			written, kept, err := writeStarter(folder)
			if err != nil {
				return err
			}
			for _, name := range written {
				fmt.Fprintf(c.ErrOrStderr(), "wrote %s\n", name)
			}
			for _, name := range kept {
				fmt.Fprintf(c.ErrOrStderr(), "kept %s, which exists\n", name)
			}
			fmt.Fprintf(c.ErrOrStderr(), "next: ismsite serve%s\n", spaced(shown))
			return nil
		},
	}
}

// writeStarter writes the starter site into a folder, passing over files that exist.
func writeStarter(folder string) (written, kept []string, err error) {
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return nil, nil, err
	}
	bare := holdsMarkdown(folder, files)
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || bare && name != source.ProfileName {
			return err
		}
		target := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		err = writeNew(target, bytes.ReplaceAll(content, []byte(starterDate), []byte(date.FromTime(now()).String())))
		if errors.Is(err, fs.ErrExist) {
			kept = append(kept, target)
			return nil
		}
		written = append(written, target)
		return err
	})
	return written, kept, err
}

// holdsMarkdown reports whether a folder has documents other than those of the starter. Its owner wants no more of
// them, nor a register of people in which none of the owners of these documents stands.
func holdsMarkdown(folder string, files fs.FS) bool {
	found := false
	_ = fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || found:
			return fs.SkipAll
		case d.IsDir() && name != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.IsDir() && strings.EqualFold(path.Ext(name), ".md"):
			_, err := fs.Stat(files, name)
			found = err != nil
		}
		return nil
	})
	return found
}

// writeNew writes a file that must not exist yet.
func writeNew(name string, content []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
