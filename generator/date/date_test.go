package date

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

func day(t *testing.T, s string) Date {
	t.Helper()
	d, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAdd(t *testing.T) {
	for _, c := range []struct {
		name, from string
		add        Period
		want       string
	}{
		{"a year later is the same day", "2026-03-31", Period{Years: 1}, "2027-03-31"},
		{"twelve months are a year", "2026-03-31", Period{Months: 12}, "2027-03-31"},
		{"31 January and a month is clipped to the end of February", "2026-01-31", Period{Months: 1}, "2026-02-28"},
		{"in a leap year February ends on the 29th", "2028-01-31", Period{Months: 1}, "2028-02-29"},
		{"29 February and a year is 28 February", "2028-02-29", Period{Years: 1}, "2029-02-28"},
		{"29 February and four years is 29 February", "2028-02-29", Period{Years: 4}, "2032-02-29"},
		{"the year carries over", "2026-11-30", Period{Months: 3}, "2027-02-28"},
		{"months come before days", "2026-01-31", Period{Months: 1, Days: 1}, "2026-03-01"},
		{"weeks are seven days", "2026-12-28", Period{Weeks: 2}, "2027-01-11"},
		{"days cross a leap day", "2028-02-28", Period{Days: 2}, "2028-03-01"},
		{"a century that is not a leap year", "2100-02-28", Period{Days: 1}, "2100-03-01"},
		{"no period changes nothing", "2026-03-31", Period{}, "2026-03-31"},
		{"a negative period goes back", "2026-03-31", Period{Months: -1}, "2026-02-28"},
		{"the end of time holds", "9999-06-01", Period{Years: 9999}, "9999-12-31"},
		{"the end of time holds for absurd numbers", "2026-06-01", Period{Months: math.MaxInt, Days: math.MaxInt}, "9999-12-31"},
		{"so does its beginning", "2026-06-01", Period{Years: math.MinInt, Weeks: math.MinInt}, "0001-01-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := day(t, c.from).Add(c.add).String(); got != c.want {
				t.Errorf("%s + %s = %s, want %s", c.from, c.add, got, c.want)
			}
		})
	}
}

func TestSeriesCountedFromItsStartKeepsTheDay(t *testing.T) {
	start, month := day(t, "2026-01-31"), Period{Months: 1}
	for n, want := range []string{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"} {
		if got := start.Add(month.Times(n)).String(); got != want {
			t.Errorf("%d months after %s: got %s, want %s", n, start, got, want)
		}
	}
}

func TestUnknownStaysUnknown(t *testing.T) {
	var unknown Date
	known := day(t, "2026-03-31")
	if !unknown.IsZero() || unknown.String() != "" || !unknown.Time().IsZero() || unknown.Year() != 0 {
		t.Error("the zero date is not plainly unknown")
	}
	if unknown.Add(Period{Years: 1}) != unknown || unknown.AddDays(1) != unknown {
		t.Error("arithmetic made an unknown date known")
	}
	if unknown.Before(known) || unknown.After(known) || known.Before(unknown) || known.After(unknown) {
		t.Error("an unknown date has a place in time")
	}
	if unknown.Compare(known) != -1 || known.Compare(unknown) != +1 || unknown.Compare(unknown) != 0 {
		t.Error("an unknown date does not sort first")
	}
	if known.Sub(unknown) != 0 || unknown.Sub(known) != 0 {
		t.Error("there is a distance to an unknown date")
	}
	if FromTime(time.Time{}) != unknown {
		t.Error("the zero time is a known date")
	}
}

func TestSub(t *testing.T) {
	for _, c := range []struct {
		name, later, earlier string
		want                 int
	}{
		{"the same day", "2026-03-31", "2026-03-31", 0},
		{"over a leap day", "2028-03-01", "2028-02-28", 2},
		{"backwards is negative", "2026-03-30", "2026-03-31", -1},
		{"across 1970", "1970-01-02", "1969-12-30", 3},
		{"from end to end", "9999-12-31", "1900-01-01", 2958463},
	} {
		t.Run(c.name, func(t *testing.T) {
			later, earlier := day(t, c.later), day(t, c.earlier)
			if got := later.Sub(earlier); got != c.want {
				t.Errorf("%s - %s = %d, want %d", later, earlier, got, c.want)
			}
			if got := earlier.AddDays(c.want); got != later {
				t.Errorf("%s + %d days = %s, want %s", earlier, c.want, got, later)
			}
		})
	}
}

func TestFromTimeTakesTheDateOfItsOwnZone(t *testing.T) {
	east := time.FixedZone("east", 10*3600)
	if got := FromTime(time.Date(2026, 3, 31, 20, 0, 0, 0, time.UTC).In(east)).String(); got != "2026-04-01" {
		t.Errorf("got %s, want 2026-04-01", got)
	}
}

func TestOfCarriesOver(t *testing.T) {
	for want, got := range map[string]Date{
		"2026-02-01": Of(2026, 1, 32),
		"2026-12-31": Of(2027, 0, 31),
		"0001-01-01": Of(1, 1, 1),
		"9999-12-31": Of(12000, 1, 1),
	} {
		if got.String() != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestTextRoundTrip(t *testing.T) {
	type record struct {
		Due     Date `json:"due"`
		Unknown Date `json:"unknown"`
	}
	in := record{Due: day(t, "2026-03-31")}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"due":"2026-03-31","unknown":""}`; string(text) != want {
		t.Errorf("got %s, want %s", text, want)
	}
	var out record
	if err := json.Unmarshal(text, &out); err != nil || out != in {
		t.Errorf("got %v, %v; want %v", out, err, in)
	}
	if err := json.Unmarshal([]byte(`{"due":"31.3.2026"}`), &out); err == nil {
		t.Error("a date in another spelling was read")
	}
}

// Properties over many random dates: adding keeps order, and agrees with the calendar of package time.
func TestArithmeticKeepsOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	anyDay := func() Date { return Of(1900+random.IntN(300), 1, 1+random.IntN(366)) }
	for range 20000 {
		a, b := anyDay(), anyDay()
		p := Period{random.IntN(5), random.IntN(30), random.IntN(10), random.IntN(100)}
		if a.Compare(b) > 0 {
			a, b = b, a
		}
		if a.Add(p).Compare(b.Add(p)) > 0 {
			t.Fatalf("%s is not after %s, but both plus %s are in another order", a, b, p)
		}
		if !p.IsZero() && !a.Add(p).After(a) {
			t.Fatalf("%s + %s does not lie later", a, p)
		}
		if a.AddDays(b.Sub(a)) != b || FromTime(b.Time()) != b || day(t, b.String()) != b {
			t.Fatalf("%s and %s do not survive the way there and back", a, b)
		}
		if a.Time().Compare(b.Time()) != a.Compare(b) || a.Weekday() != a.Time().Weekday() {
			t.Fatalf("%s and %s: the order or weekday differs from package time", a, b)
		}
	}
}
