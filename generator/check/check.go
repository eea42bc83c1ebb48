package check

import (
	"fmt"
	"slices"

	"ismsite/generator/isms"
	"ismsite/generator/source"
)

// A Check is one rule: what is wrong, why it matters, what to do.
type Check struct {
	Name     string // in words: "review-overdue"
	Severity source.Severity
	About    string      // what it finds, one sentence
	Why      string      // the requirement or the harm; a clause of the standard where there is one
	Fix      string      // the smallest edit that mends it
	Example  string      // content that has the problem
	Run      func(*Pass) // nil for problems that are found while reading and linking
}

// A Pass is one run of one check over a system.
type Pass struct {
	*isms.System
	check    *Check
	problems []source.Problem
}

// Report notes a problem at a position.
func (p *Pass) Report(at source.Pos, format string, args ...any) {
	p.problems = append(p.problems, source.Problem{Pos: at, Check: p.check.Name, Message: fmt.Sprintf(format, args...)})
}

// Named returns the check of that name, or nil.
func Named(name string) *Check {
	i := slices.IndexFunc(Checks, func(c *Check) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return Checks[i]
}

// Run adds the system's own problems to those found so far and finishes all of them: severity from the profile, else
// the check's own; why and fix from the check where the problem brings none. Problems whose severity is off go.
func Run(system *isms.System, found []source.Problem, severities map[string]source.Severity) []source.Problem {
	lists := [][]source.Problem{found}
	for _, c := range Checks {
		if c.Run == nil || severities[c.Name] == source.Off {
			continue
		}
		pass := &Pass{System: system, check: c}
		c.Run(pass)
		lists = append(lists, pass.problems)
	}
	return Finish(source.Join(lists...), severities)
}

// Finish gives problems their severity, why and fix.
func Finish(problems []source.Problem, severities map[string]source.Severity) []source.Problem {
	byName := make(map[string]*Check, len(Checks))
	for _, c := range Checks {
		byName[c.Name] = c
	}
	finished := make([]source.Problem, 0, len(problems))
	for _, p := range problems {
		c := byName[p.Check]
		if c == nil {
			c = &Check{Severity: source.Error}
		}
		if p.Severity == source.Default {
			p.Severity = c.Severity
		}
		if severity := severities[p.Check]; severity != source.Default {
			p.Severity = severity
		}
		if p.Severity == source.Off {
			continue
		}
		if p.Why == "" {
			p.Why = c.Why
		}
		if p.Fix == "" {
			p.Fix = c.Fix
		}
		finished = append(finished, p)
	}
	return finished
}

// Count returns how many of the problems have a severity.
func Count(problems []source.Problem, severity source.Severity) int {
	n := 0
	for _, p := range problems {
		if p.Severity == severity {
			n++
		}
	}
	return n
}

// AtLeast reports whether one of the problems is at least that severe.
func AtLeast(problems []source.Problem, severity source.Severity) bool {
	return slices.ContainsFunc(problems, func(p source.Problem) bool { return p.Severity >= severity })
}
