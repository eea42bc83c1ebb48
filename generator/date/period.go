package date

import (
	"fmt"
	"math"
	"strings"
)

// A Period is a length of calendar time, such as the time between two reviews. The zero Period means none.
// Twelve months and one year are different values that lead to the same day.
type Period struct {
	Years, Months, Weeks, Days int
}

// IsZero says whether there is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Times is the period n times over.
func (p Period) Times(n int) Period {
	return Period{p.Years * n, p.Months * n, p.Weeks * n, p.Days * n}
}

// String is the period as ParsePeriod reads it: "12 months", "1 year 6 months", and empty for none.
func (p Period) String() string {
	var parts []string
	for _, part := range []struct {
		n    int
		unit string
	}{{p.Years, "year"}, {p.Months, "month"}, {p.Weeks, "week"}, {p.Days, "day"}} {
		switch part.n {
		case 0:
		case 1:
			parts = append(parts, "1 "+part.unit)
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", part.n, part.unit))
		}
	}
	return strings.Join(parts, " ")
}

// months is the part of p that is counted in months, held where no date can follow.
func months(p Period) int { return weighted(p.Years, 12, p.Months) }

// days is the part of p that is counted in days.
func days(p Period) int { return weighted(p.Weeks, 7, p.Days) }

// weighted is a*weight+b without overflow.
func weighted(a, weight, b int) int {
	const most = math.MaxInt32 / 100
	a = max(-most, min(a, most))
	b = max(-most, min(b, most))
	return a*weight + b
}
