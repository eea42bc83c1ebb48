package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"ismsite/generator/source"
)

// guard stands before a text without metadata that goldmark-meta would take for metadata.
var guard = []byte("\n")

// needsGuard reports whether a text without metadata begins with what goldmark-meta takes for a marker line, be it
// in a quotation or list.
func needsGuard(body []byte) bool {
	line, _, _ := bytes.Cut(body, []byte("\n"))
	return bytes.HasSuffix(bytes.TrimSpace(line), []byte("-"))
}

// params are the fields whose values goldmark-meta carries to themes: those that nobody but a theme gives a meaning.
func params(fields source.Fields) source.Fields {
	if f := fields.Get("params"); f != nil {
		return source.Fields{*f}
	}
	return nil
}

// canonical writes fields as the one form of front matter that goldmark-meta reads without loss: a single line of
// flow YAML, every scalar in double quotes. It is empty when there are no fields.
func canonical(fields source.Fields) []byte {
	if len(fields) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("---\n")
	writeFields(&b, fields)
	b.WriteString("\n---\n")
	return []byte(b.String())
}

func writeFields(b *strings.Builder, fields source.Fields) {
	b.WriteByte('{')
	for i, f := range fields {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("? ") // without it, YAML takes keys of up to 1024 letters only
		writeScalar(b, f.Key)
		b.WriteString(" : ")
		writeValue(b, f.Value)
	}
	b.WriteByte('}')
}

func writeValue(b *strings.Builder, v source.Value) {
	switch v.Kind {
	case source.Map:
		writeFields(b, v.Fields)
	case source.List:
		b.WriteByte('[')
		for i, item := range v.Items {
			if i > 0 {
				b.WriteString(", ")
			}
			writeValue(b, item)
		}
		b.WriteByte(']')
	default:
		writeScalar(b, v.Text)
	}
}

// writeScalar writes text in YAML's double-quoted form, ASCII only, so that no letter of it can end the line.
func writeScalar(b *strings.Builder, text string) {
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r >= ' ' && r < 0x7f:
			b.WriteRune(r)
		default:
			const digits = "00000000"
			hex := strconv.FormatInt(int64(r), 16)
			b.WriteString(`\U` + digits[len(hex):] + hex)
		}
	}
	b.WriteByte('"')
}
