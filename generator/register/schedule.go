package register

import (
	"slices"

	"ismsite/generator/date"
)

// A Schedule says when something is due for review. A zero Due means that nobody knows, unless None says that
// there is deliberately no review.
type Schedule struct {
	Due  date.Date
	None bool
}

// A Scheduled entry is reviewed from time to time.
type Scheduled interface {
	Entry
	// Schedule works out the due date by the profile's rules.
	Schedule(*Profile) Schedule
	// Responsible is who owes the review.
	Responsible() Ref
}

// Gave reports whether the author gave a value for a field, readable or not. An empty value is none.
func (r *Record) Gave(name string) bool {
	return slices.ContainsFunc(r.given, func(p place) bool { return p.name == name && !p.empty })
}

// Schedule is the explicit due date, else the last review (else approval, else effective date) plus the interval:
// the document's own, the profile's for its type, the profile's default. Records, superseded and withdrawn
// documents have none. A date or interval that was given and cannot be read makes the due date unknown; no other
// date takes its place (ISO/IEC 27001:2022, 7.5.2 c).
func (d *Document) Schedule(p *Profile) Schedule {
	if d.Status == Superseded || d.Status == Withdrawn || d.ReviewEvery.None {
		return Schedule{None: true}
	}
	if d.Gave("review_due") {
		return Schedule{Due: d.ReviewDue}
	}
	every, given := d.ReviewEvery, d.Gave("review_every")
	if t, ok := p.DocTypeNamed(d.Type); ok && t.Kept && !given {
		if own, ok := p.ReviewByType[d.Type]; !ok || own.None {
			return Schedule{None: true}
		}
	}
	if !given {
		every = p.interval(d.Type)
	}
	if every.None {
		return Schedule{None: true}
	}
	return Schedule{Due: after(d.lastReview(), every)}
}

// interval is the profile's review interval for a type of document.
func (p *Profile) interval(docType string) Period {
	if every, ok := p.ReviewByType[docType]; ok {
		return every
	}
	return p.ReviewEvery
}

func after(base date.Date, every Period) date.Date {
	if every.IsZero() {
		return date.Date{}
	}
	return base.Add(every.Period)
}

// lastReview is the date that the interval counts from; zero when it is unknown. Of several reviews the last counts;
// one whose date cannot be read might be the last.
func (d *Document) lastReview() date.Date {
	last := d.Reviewed
	switch {
	case d.Gave("reviewed") && last.IsZero():
		return date.Date{}
	case d.Gave("reviewed") || d.Gave("reviews"):
		for _, r := range d.Reviews {
			if r.Date.IsZero() {
				return date.Date{}
			}
			if last.IsZero() || r.Date.After(last) {
				last = r.Date
			}
		}
		return last
	case d.Gave("approved"):
		return d.Approved
	}
	return d.Effective
}

// Responsible is the document's owner.
func (d *Document) Responsible() Ref { return d.Owner }

// InForce reports whether the document applies on a day: approved, and its effective date, if it has one, reached.
func (d *Document) InForce(day date.Date) bool {
	return d.Status == Approved && !d.Effective.After(day)
}

// Schedule is the explicit due date, else the last assessment plus the interval (ISO/IEC 27001:2022, A.5.22).
func (s *Supplier) Schedule(p *Profile) Schedule {
	switch {
	case s.Status == "ended" || s.ReviewEvery.None:
		return Schedule{None: true}
	case s.Gave("review_due"):
		return Schedule{Due: s.ReviewDue}
	case s.Gave("review_every"):
		return Schedule{Due: after(s.Assessed, s.ReviewEvery)}
	case p.ReviewEvery.None:
		return Schedule{None: true}
	}
	return Schedule{Due: after(s.Assessed, p.ReviewEvery)}
}

// Responsible is the supplier's owner.
func (s *Supplier) Responsible() Ref { return s.Owner }
