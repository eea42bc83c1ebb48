package search

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// A sample is one file of testdata/search: small documents and what readers type to find them.
type sample struct {
	name      string
	Language  string
	Documents []struct {
		ID, Title, Kind, Type, Owner, Status, Classification string
		Tags, Controls, Aliases                              []string
		Listing                                              bool
		Sections                                             yaml.Node
	}
	Queries []struct{ Query, Expect, Kind string }
}

func readSamples(t testing.TB) []sample {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/search/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	var list []sample
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := sample{name: strings.TrimSuffix(filepath.Base(path), ".yaml")}
		if err := yaml.Unmarshal(data, &s); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		list = append(list, s)
	}
	return list
}

// sections gives the documents of the sample as a site would.
func (s sample) sections() []Section {
	var list []Section
	for _, d := range s.Documents {
		first := Section{Page: "documents/" + d.ID + ".html", ID: d.ID, Title: d.Title, Language: s.Language,
			Kind: cmp.Or(d.Kind, "document"), Type: d.Type, Owner: d.Owner, Status: d.Status, Classification: d.Classification,
			Tags: d.Tags, Controls: d.Controls, Aliases: d.Aliases, Listing: d.Listing}
		if d.Sections.Content[0].Value != "" {
			list = append(list, first)
		}
		for i := 0; i < len(d.Sections.Content); i += 2 {
			part := first
			if heading := d.Sections.Content[i].Value; heading != "" {
				part.Anchor = fmt.Sprintf("s%d", i/2+1)
				part.Heading = []string{heading}
			}
			part.Body = d.Sections.Content[i+1].Value
			list = append(list, part)
		}
	}
	return list
}

// mixedSections gives the documents of all samples as one site of several languages.
func mixedSections(t testing.TB) []Section {
	var list []Section
	for _, s := range readSamples(t) {
		for _, sec := range s.sections() {
			sec.Page = s.name + "/" + sec.Page
			list = append(list, sec)
		}
	}
	return list
}

func build(t testing.TB, sections []Section, o Options) *Index {
	t.Helper()
	ix, err := Build(sections, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return ix
}
