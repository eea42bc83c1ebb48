// Package source reads a site's folder: bytes and positions, and no meaning yet.
//
// In goes an fs.FS, usually that of an os.Root, so that no path leads out of the folder. Out come the files as
// text (BOM and carriage returns gone, invalid bytes replaced and reported), front matter and YAML as positioned
// scalars that keep the letters they were written with, and CSV rows with the line each cell stands on.
//
// Whatever is wrong with a file is a [Problem] at a position; reading goes on. What the values mean, which keys
// exist and which files belong to which register is left to the packages above.
package source
