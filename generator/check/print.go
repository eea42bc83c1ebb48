package check

import (
	"encoding/json"
	"fmt"
	"io"

	"ismsite/generator/date"
	"ismsite/generator/source"
)

// Text prints problems for a terminal: place, severity, message and the check's name, then why, fix and see.
func Text(w io.Writer, problems []source.Problem) error {
	for _, p := range problems {
		if _, err := fmt.Fprintf(w, "%s: %s: %s (%s)\n", p.Pos, p.Severity, p.Message, p.Check); err != nil {
			return err
		}
		for _, line := range []struct{ name, text string }{{"why", p.Why}, {"fix", p.Fix}, {"see", p.See.String()}} {
			if line.text == "" {
				continue
			}
			if _, err := fmt.Fprintf(w, "    %s: %s\n", line.name, line.text); err != nil {
				return err
			}
		}
	}
	return nil
}

// A Printed problem has plain names and values, for other programs.
type Printed struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Check    string `json:"check"`
	Message  string `json:"message"`
	Why      string `json:"why"`
	Fix      string `json:"fix"`
	See      string `json:"see"`
}

// Print writes a problem in plain names and values.
func Print(p source.Problem) Printed {
	return Printed{p.Pos.File, p.Pos.Line, p.Pos.Column, p.Severity.String(), p.Check, p.Message, p.Why, p.Fix, p.See.String()}
}

// JSON prints problems as {"as_of": …, "problems": […]}.
func JSON(w io.Writer, problems []source.Problem, asOf date.Date) error {
	list := make([]Printed, len(problems))
	for i, p := range problems {
		list[i] = Print(p)
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(struct {
		AsOf     string    `json:"as_of"`
		Problems []Printed `json:"problems"`
	}{asOf.String(), list})
}
