package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

//go:embed all:starter
var starter embed.FS

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a small working site to start from",
		Long:  "Write a small working site to start from. Files that exist stay as they are.",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			folder := "."
			if len(args) > 0 {
				folder = args[0]
			}
			written, kept, err := writeStarter(folder)
			if err != nil {
				return err
			}
			for _, name := range kept {
				fmt.Fprintf(c.ErrOrStderr(), "kept %s, which exists\n", name)
			}
			fmt.Fprintf(c.ErrOrStderr(), "wrote %d files; next: ismsite serve %s\n", written, folder)
			return nil
		},
	}
}

// writeStarter writes the starter site into a folder, passing over files that exist.
func writeStarter(folder string) (written int, kept []string, err error) {
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return 0, nil, err
	}
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(folder, filepath.FromSlash(name))
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		err = writeNew(target, content)
		if errors.Is(err, fs.ErrExist) {
			kept = append(kept, target)
			return nil
		}
		written++
		return err
	})
	return written, kept, err
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
