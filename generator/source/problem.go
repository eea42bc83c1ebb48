package source

import (
	"cmp"
	"slices"
	"strings"
)

// Severity says how bad a problem is.
type Severity int

// The severities. Default leaves the choice to the check's own severity.
const (
	Default Severity = iota
	Off
	Info
	Warning
	Error
)

var severityNames = []string{"default", "off", "info", "warning", "error"}

func (s Severity) String() string { return severityNames[s] }

// Severities lists the names that a profile may give to a check.
func Severities() []string { return severityNames[1:] }

// ParseSeverity reads a severity's name.
func ParseSeverity(name string) (Severity, bool) {
	i := slices.Index(severityNames, name)
	return Severity(max(i, 0)), i > 0
}

// A Problem is something to say about a position in the user's content. Check names the rule that found it; Why
// and Fix may be empty, and are then the rule's own.
type Problem struct {
	Pos      Pos
	Check    string
	Severity Severity
	Message  string
	Why      string
	Fix      string
	See      Pos
}

// Join puts lists of problems together, by position, each problem once.
func Join(lists ...[]Problem) []Problem {
	all := slices.Concat(lists...)
	slices.SortStableFunc(all, func(a, b Problem) int {
		if c := a.Pos.Compare(b.Pos); c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.Check, b.Check), strings.Compare(a.Message, b.Message), strings.Compare(a.Fix, b.Fix))
	})
	return slices.CompactFunc(all, func(a, b Problem) bool {
		return a.Pos == b.Pos && a.Check == b.Check && a.Message == b.Message
	})
}
