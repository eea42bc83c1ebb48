package preview

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"ismsite/generator/check"
	"ismsite/generator/source"
)

// A printed problem is a problem as check prints it, and the page it shows on.
type printed struct {
	check.Printed
	Page string `json:"page"` // output path: "documents/POL-001.html"; empty for none
	Here bool   `json:"here"` // on the page that was asked for
}

// problems answers with the problems of the site that is shown. The parameter page, a path as in a browser's
// address line, brings that page's problems to the front; limit cuts the list.
func (s *server) problems(w http.ResponseWriter, r *http.Request) {
	st := s.current()
	list := st.site.printed(pageOf(r.URL.Query().Get("page")))
	total := len(list)
	if limit, err := strconv.Atoi(r.URL.Query().Get("limit")); err == nil && limit >= 0 && limit < total {
		list = list[:limit]
	}
	body, err := json.MarshalIndent(struct {
		event
		Total    int       `json:"total"`
		Problems []printed `json:"problems"`
	}{st.event(), total, list}, "", " ")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, http.StatusOK, listPath, body)
}

// pageOf is the output path that an escaped address path means, or "".
func pageOf(address string) string {
	plain, err := url.PathUnescape(address)
	if err != nil || address == "" {
		return ""
	}
	return outputPath(plain)
}

// printed lists the problems, those on the page first.
func (s *site) printed(page string) []printed {
	list := []printed{}
	if s == nil {
		return list
	}
	for _, p := range s.Problems {
		if p.Severity == source.Off {
			continue
		}
		q := printed{Printed: check.Print(p)}
		if s.Pages != nil {
			q.Page = s.Pages(p.Pos.File)
			q.Here = page != "" && q.Page == page
		}
		list = append(list, q)
	}
	slices.SortStableFunc(list, func(a, b printed) int {
		switch {
		case a.Here == b.Here:
			return 0
		case a.Here:
			return -1
		}
		return 1
	})
	return list
}
