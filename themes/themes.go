// Package themes embeds the themes that come with the program. A theme is a folder with templates, assets and
// texts; how they are read and rendered is told in generator/theme.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed default
var files embed.FS

// Default returns the files of the default theme: templates/*.html, assets/* and texts/*.yaml.
func Default() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil {
		panic(err) // only for an invalid path
	}
	return sub
}
