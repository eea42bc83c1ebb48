package register

import (
	_ "embed"
	"slices"

	"ismsite/generator/source"
)

// A DocType is a type of controlled document.
type DocType struct {
	ID     string
	Title  string
	Prefix string // of its numbers: "POL"
	Kept   bool   // a record: kept, not reviewed
}

//go:embed data/document-control.yaml
var documentControl []byte

// DocTypes lists the types of document in common use (ISO/IEC 27001:2022, 7.5; the list is customary, not the
// standard's).
var DocTypes = loadDocTypes()

func loadDocTypes() []DocType {
	value, problems := source.YAML("data/document-control.yaml", documentControl, 1, source.FileLimits)
	if len(problems) > 0 {
		panic(problems[0].Message)
	}
	var types []DocType
	for _, item := range value.Fields.Get("document_types").Value.Items {
		f := item.Fields
		types = append(types, DocType{ID: f.Text("id"), Title: f.Text("title"), Prefix: f.Text("prefix"), Kept: f.Get("review_months").Value.Kind == source.Null})
	}
	return append(types, DocType{ID: "instruction", Title: "Instruction", Prefix: "INS"}, DocType{ID: "form", Title: "Form", Prefix: "FRM"})
}

// DocTypeNamed returns the type with that id: the profile's, else one in common use.
func (p *Profile) DocTypeNamed(id string) (DocType, bool) {
	for _, list := range [][]DocType{p.Types, DocTypes} {
		for i := range list {
			if list[i].ID == id {
				return list[i], true
			}
		}
	}
	return DocType{}, false
}

// DocTypes lists the types that documents of this site may have.
func (p *Profile) DocTypes() []DocType { return append(slices.Clone(p.Types), DocTypes...) }
