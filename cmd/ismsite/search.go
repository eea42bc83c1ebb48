package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"ismsite/generator"
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
				return useError{fmt.Errorf("--format takes text or json, not %q", format)}
			}
			in, err := s.open([]string{folder})
			if err != nil {
				return err
			}
			result, err := generator.Build(in, nil)
			if err != nil {
				return err
			}
			if result.Index == nil {
				return useError{fmt.Errorf("this site has no search index (search: no in its profile)")}
			}
			index, err := result.Index()
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
