package source

import "strings"

// A ValueKind is the shape of a Value.
type ValueKind int

// The shapes. Null is an empty value or one written as null or ~.
const (
	Null ValueKind = iota
	Scalar
	List
	Map
)

func (k ValueKind) String() string { return [...]string{"nothing", "text", "a list", "a mapping"}[k] }

// A Value is a positioned piece of YAML, or one cell of a table. A scalar keeps the letters it was written with:
// 1.10 stays 1.10, 007 stays 007, no stays no.
type Value struct {
	Kind   ValueKind
	Text   string  // of a scalar
	Plain  bool    // Text holds a comma or semicolon, and stands at Pos letter by letter
	Items  []Value // of a list
	Fields Fields  // of a mapping, in file order
	Pos    Pos
}

// A Field is one key of a mapping with its value.
type Field struct {
	Key   string
	Pos   Pos // of the key
	Value Value
}

// Fields are the keys of a mapping in file order, each key once.
type Fields []Field

// Get returns the field named key, or nil.
func (f Fields) Get(key string) *Field {
	for i := range f {
		if f[i].Key == key {
			return &f[i]
		}
	}
	return nil
}

// Text returns the scalar text of the field named key, trimmed, or "".
func (f Fields) Text(key string) string {
	if field := f.Get(key); field != nil {
		return strings.TrimSpace(field.Value.Text)
	}
	return ""
}
