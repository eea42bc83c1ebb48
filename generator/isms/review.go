package isms

import (
	"ismsite/generator/date"
	"ismsite/generator/register"
)

// A State says how something stands towards its due date.
type State string

// The review states. Overdue means that the due date lies before the as-of date.
const (
	Overdue       State = "overdue"
	DueSoon       State = "due_soon"
	Current       State = "current"
	Unknown       State = "unknown"
	NotApplicable State = "not_applicable"
)

// States lists the states, the most urgent first.
var States = []State{Overdue, DueSoon, Unknown, Current, NotApplicable}

// A Review is the review state of one entry.
type Review struct {
	State State
	Due   date.Date
	Days  int // days overdue; negative: days left; 0 when the due date is unknown
}

func (s *System) schedule() {
	for _, t := range s.Things {
		if e, ok := t.Entry.(register.Scheduled); ok {
			s.reviews[e] = s.review(e.Schedule(s.Set.Profile))
		}
	}
}

func (s *System) review(due register.Schedule) Review {
	switch {
	case due.None:
		return Review{State: NotApplicable}
	case due.Due.IsZero():
		return Review{State: Unknown}
	}
	r := Review{State: Current, Due: due.Due, Days: s.Today.Sub(due.Due)}
	switch {
	case due.Due.Before(s.Today):
		r.State = Overdue
	case !due.Due.After(s.Today.Add(s.Set.Profile.Lead.Period)):
		r.State = DueSoon
	}
	return r
}

// ReviewOf returns the review state of an entry; ok is false for entries that are not reviewed.
func (s *System) ReviewOf(e register.Entry) (r Review, ok bool) {
	r, ok = s.reviews[e]
	return r, ok
}
