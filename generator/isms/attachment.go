package isms

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"ismsite/generator/source"
)

// safeTypes are the file types that may be published as they are: none of them runs in a browser.
var safeTypes = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".svg", ".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp",
	".csv", ".txt", ".log", ".json", ".yaml", ".yml", ".zip", ".mp4", ".webm", ".mp3", ".ics", ".vcf", ".eml", ".drawio"}

// Unsafe says why a file may not be published as it is, "" if it may.
func Unsafe(tree *source.Tree, f *source.File) string {
	if !slices.Contains(safeTypes, f.Ext()) {
		return fmt.Sprintf("files of the type %q are not published", f.Ext())
	}
	if f.Ext() == ".svg" {
		content, err := fs.ReadFile(tree.FS, f.Path)
		if err != nil {
			return err.Error()
		}
		return unsafeSVG(content)
	}
	return ""
}

// Elements and attributes by which a drawing can run something or reach out of itself.
var (
	activeElements = []string{"script", "foreignobject", "iframe", "object", "embed", "handler", "set", "animate", "animatetransform", "animatecolor", "animatemotion", "link", "audio", "video"}
	linkAttributes = []string{"href", "src", "data", "action", "formaction"}
	safeData       = []string{"data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"}
)

const xhtml = "http://www.w3.org/1999/xhtml"

// unsafeSVG says what in a drawing may run or reach out, "" if nothing does. It refuses what it cannot read.
func unsafeSVG(content []byte) string {
	decoder := xml.NewDecoder(bytes.NewReader(content))
	decoder.Strict = true
	decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not UTF-8") }
	var text strings.Builder // all of it in one: a comment in the middle of a word does not end it
	for {
		token, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF):
			return unsafeStyle(text.String())
		case err != nil:
			return "the drawing cannot be read: " + err.Error()
		}
		switch token := token.(type) {
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(token), []byte("ENTITY")) {
				return "the drawing defines entities"
			}
		case xml.ProcInst:
			if token.Target != "xml" {
				return "the drawing holds a processing instruction"
			}
		case xml.StartElement:
			if why := unsafeElement(token); why != "" {
				return why
			}
		case xml.CharData:
			text.Write(token)
		}
	}
}

func unsafeElement(e xml.StartElement) string {
	if slices.Contains(activeElements, strings.ToLower(e.Name.Local)) || strings.EqualFold(e.Name.Space, xhtml) {
		return fmt.Sprintf("the drawing holds <%s>", e.Name.Local)
	}
	for _, a := range e.Attr {
		key, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		switch {
		case strings.HasPrefix(key, "on"):
			return fmt.Sprintf("the drawing holds the event %s", a.Name.Local)
		case slices.Contains(linkAttributes, key) && reachesOut(value), a.Name.Space != "" && key == "base":
			return fmt.Sprintf("the drawing refers to %q", clip(a.Value))
		}
		if why := unsafeStyle(value); why != "" {
			return why
		}
	}
	return ""
}

// reachesOut reports whether an address leads out of the folder that the drawing stands in, or runs something.
func reachesOut(address string) bool {
	if slices.ContainsFunc(safeData, func(prefix string) bool { return strings.HasPrefix(address, prefix) }) {
		return false
	}
	return strings.HasPrefix(address, "/") || strings.Contains(address, `\`) || strings.Contains(address, ":")
}

var (
	styleAddress = regexp.MustCompile(`url\(["'\s]*([^"'\s)]*)`)
	styleEscape  = regexp.MustCompile(`\\([0-9a-f]{1,6})\s?`)
)

// unsafeStyle says how a style, or text that may be one, reaches out of its drawing.
func unsafeStyle(text string) string {
	text = strings.ToLower(text)
	if strings.Contains(text, `\`) { // CSS reads \75rl( as url(
		if why := unsafeStyle(strings.ReplaceAll(styleEscape.ReplaceAllStringFunc(text, unescapeStyle), `\`, "")); why != "" {
			return why
		}
	}
	for _, word := range []string{"@import", "javascript:", "image-set("} {
		if strings.Contains(text, word) {
			return "the drawing's style reaches out of the drawing"
		}
	}
	for _, m := range styleAddress.FindAllStringSubmatch(text, -1) {
		if reachesOut(m[1]) {
			return fmt.Sprintf("the drawing's style refers to %q", clip(m[1]))
		}
	}
	return ""
}

func unescapeStyle(escape string) string {
	n, err := strconv.ParseUint(strings.TrimSpace(escape[1:]), 16, 32)
	if err != nil || n == 0 || n > unicode.MaxRune {
		return ""
	}
	return string(rune(n))
}
