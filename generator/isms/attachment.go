package isms

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

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
	activeElements = []string{"script", "foreignobject", "iframe", "object", "embed", "handler", "set", "animate", "animatetransform", "animatemotion", "link", "audio", "video"}
	linkAttributes = []string{"href", "src", "from", "to", "values", "by", "data", "action", "formaction"}
)

// unsafeSVG says what in a drawing may run or reach out, "" if nothing does. It refuses what it cannot read.
func unsafeSVG(content []byte) string {
	decoder := xml.NewDecoder(bytes.NewReader(content))
	decoder.Strict = true
	decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not UTF-8") }
	for {
		token, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF):
			return ""
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
			if text := bytes.ToLower(token); bytes.Contains(text, []byte("@import")) || bytes.Contains(text, []byte("javascript:")) {
				return "the drawing's style reaches out of the drawing"
			}
		}
	}
}

func unsafeElement(e xml.StartElement) string {
	name := strings.ToLower(e.Name.Local)
	if slices.Contains(activeElements, name) {
		return fmt.Sprintf("the drawing holds <%s>", e.Name.Local)
	}
	for _, a := range e.Attr {
		key, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		switch {
		case strings.HasPrefix(key, "on"):
			return fmt.Sprintf("the drawing holds the event %s", a.Name.Local)
		case slices.Contains(linkAttributes, key) && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/png") && !strings.HasPrefix(value, "data:image/jpeg") && strings.Contains(value, ":"):
			return fmt.Sprintf("the drawing refers to %q", clip(a.Value))
		case strings.Contains(value, "javascript:") || strings.Contains(value, "url(http") || strings.Contains(value, "url(//"):
			return fmt.Sprintf("the drawing refers to %q", clip(a.Value))
		}
	}
	return ""
}
