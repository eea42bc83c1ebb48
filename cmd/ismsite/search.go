package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ismsite/generator"
	"ismsite/generator/page"
	"ismsite/generator/register"
	"ismsite/generator/search"
)

func newSearch() *cobra.Command {
	var s site
	var format, folder string
	var limit int
	var filter search.Filter
	c := &cobra.Command{
		Use:   "search QUERY…",
		Short: "Search the site from the terminal, ranked as in the reader's browser",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return misuse("--format takes text or json, not %q", format)
			}
			if limit < 1 {
				return misuse("--limit takes a number from 1 on, not %d", limit)
			}
			result, err := s.build(c, []string{folder})
			if err != nil {
				return err
			}
			if result.Index == nil {
				return misuse("this site has no search: its profile says search: no")
			}
			filter, err := understood(filter, result)
			if err != nil {
				return err
			}
			index, err := await(c.Context(), result.Index)
			if err != nil {
				return err
			}
			return printHits(c, index.Answer(strings.Join(args, " "), filter, limit), format)
		},
	}
	s.flags(c)
	c.Flags().StringVarP(&folder, "folder", "C", ".", "the site's folder")
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().IntVarP(&limit, "limit", "n", 10, "at most so many results")
	c.Flags().StringSliceVar(&filter.Type, "type", nil, "only documents of this type")
	c.Flags().StringSliceVar(&filter.Owner, "owner", nil, "only what this person or role owns")
	c.Flags().StringSliceVar(&filter.Status, "status", nil, "only with this status")
	c.Flags().StringSliceVar(&filter.Classification, "classification", nil, "only with this classification")
	c.Flags().StringSliceVar(&filter.Tag, "tag", nil, "only with this tag")
	c.Flags().StringSliceVar(&filter.Control, "control", nil, "only what serves this control")
	return c
}

// understood turns the words of a filter into the values that the search knows: as readers see them, whatever the
// letter case, or by which id a person or document goes in the files.
func understood(f search.Filter, r *generator.Result) (search.Filter, error) {
	facets := []struct {
		flag  string
		words *[]string
		value func(page.Passage) []string
	}{
		{"type", &f.Type, func(p page.Passage) []string { return []string{p.Type} }},
		{"owner", &f.Owner, func(p page.Passage) []string { return []string{p.Owner} }},
		{"status", &f.Status, func(p page.Passage) []string { return []string{p.Status} }},
		{"classification", &f.Classification, func(p page.Passage) []string { return []string{p.Classification} }},
		{"tag", &f.Tag, func(p page.Passage) []string { return p.Tags }},
		{"control", &f.Control, func(p page.Passage) []string { return p.Controls }},
	}
	var passages []page.Passage
	for _, facet := range facets {
		if len(*facet.words) > 0 && passages == nil {
			passages = r.Book.Searchable()
		}
		var known []string
		for _, p := range passages {
			known = append(known, facet.value(p)...)
		}
		slices.Sort(known)
		known = slices.DeleteFunc(slices.Compact(known), func(v string) bool { return v == "" })
		for i, word := range *facet.words {
			if person := r.System.Person(word); person != nil && facet.flag == "owner" {
				word = person.Title()
			}
			at := slices.IndexFunc(known, func(v string) bool { return alike(v) == alike(word) })
			if at < 0 {
				return f, unknownValue(facet.flag, word, known)
			}
			(*facet.words)[i] = known[at]
		}
	}
	return f, nil
}

// alike is equal for "work-instruction", "in_review" and what readers see of them.
func alike(s string) string {
	return strings.NewReplacer("-", " ", "_", " ").Replace(strings.ToLower(strings.TrimSpace(s)))
}

func unknownValue(flag, word string, known []string) error {
	hint := fmt.Sprintf("there are: %s", strings.Join(known, ", "))
	if near := register.Nearest(word, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return misuse("--%s: nothing in this site has %q; %s", flag, word, hint)
}

// hit is a result as other programs read it.
type hit struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Heading []string `json:"heading"`
	URL     string   `json:"url"`
	Kind    string   `json:"kind"`
	Excerpt string   `json:"excerpt"`
	Score   int      `json:"score"`
}

func printHits(c *cobra.Command, answer search.Answer, format string) error {
	w := c.OutOrStdout()
	hits := make([]hit, 0, len(answer.Hits))
	for _, h := range answer.Hits {
		url := h.Page
		if h.Anchor != "" {
			url += "#" + h.Anchor
		}
		hits = append(hits, hit{h.ID, h.Title, append([]string{}, h.Heading...), url, h.Kind, h.Body, h.Score})
	}
	if format == "json" {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(struct {
			Total      int    `json:"total"`
			Suggestion string `json:"suggestion"`
			Hits       []hit  `json:"hits"`
		}{answer.Total, answer.Suggestion, hits})
	}
	if answer.Suggestion != "" {
		fmt.Fprintf(c.ErrOrStderr(), "did you mean %q?\n", answer.Suggestion)
	}
	for _, h := range hits {
		fmt.Fprintln(w, strings.TrimSpace(h.ID+" "+strings.Join(append([]string{h.Title}, h.Heading...), " › ")))
		fmt.Fprintf(w, "    %s\n", h.URL)
		if h.Excerpt != "" {
			fmt.Fprintf(w, "    %s\n", h.Excerpt)
		}
	}
	fmt.Fprintf(c.ErrOrStderr(), "%d found\n", answer.Total)
	return nil
}
