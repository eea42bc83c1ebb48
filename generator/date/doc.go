// Package date knows calendar dates and calendar periods: days on paper, without hours, zones or clocks.
//
// In go the texts people write, "2026-03-31" and "12 months"; out come small comparable values, or an error
// that says what was seen and how to write it. What stays true: the zero Date is "unknown" and the zero Period
// "none", and both survive arithmetic as such, so an unknown date never turns into a known one; adding a
// period keeps the order of dates; a result lies within the years 1 to 9999.
//
// Left to others on purpose: which day it is today, what is overdue, and how a reader's language spells a date.
package date
