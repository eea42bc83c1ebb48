package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

var bom = []byte("\xef\xbb\xbf")

// Text turns a file's bytes into text as the rest of the program expects it: no byte order mark, lines that end
// in a line feed, valid UTF-8 without NUL. Bytes that are not text become U+FFFD and are reported, the first on
// each of at most ten lines. Lines and columns of what remains are those of the file.
func Text(file string, content []byte) ([]byte, []Problem) {
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return nil, []Problem{{Pos: Pos{file, 1, 1}, Check: "not-utf8", Message: "the file is UTF-16, not UTF-8: its text is left out",
			Fix: "save the file again with the encoding UTF-8"}}
	}
	content = bytes.TrimPrefix(content, bom)
	if bytes.IndexByte(content, '\r') >= 0 {
		content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
		content = bytes.ReplaceAll(content, []byte("\r"), []byte("\n"))
	}
	if utf8.Valid(content) && bytes.IndexByte(content, 0) < 0 {
		return content, nil
	}
	return replaceInvalid(file, content)
}

func replaceInvalid(file string, content []byte) ([]byte, []Problem) {
	var problems []Problem
	out := make([]byte, 0, len(content)+16)
	line, column, reported := 1, 1, 0
	for len(content) > 0 {
		r, size := utf8.DecodeRune(content)
		if r == 0 || r == utf8.RuneError && size <= 1 {
			if reported != line && len(problems) < 10 {
				problems = append(problems, Problem{Pos: Pos{file, line, column}, Check: "not-utf8",
					Message: fmt.Sprintf("the byte 0x%02x is not UTF-8 text; it is shown as %c", content[0], utf8.RuneError)})
				reported = line
			}
			r = utf8.RuneError
		}
		out = utf8.AppendRune(out, r)
		content = content[size:]
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return out, problems
}
