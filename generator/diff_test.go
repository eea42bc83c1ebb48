package generator

import (
	"fmt"
	"strings"
	"testing"
)

// diff shows the lines in which two texts differ, - before those of the first and + before those of the second,
// with their numbers in the text they come from, at most so many.
func diff(a, b string, most int) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	first := 0
	for first < len(x) && first < len(y) && x[first] == y[first] {
		first++
	}
	last := 0
	for last < len(x)-first && last < len(y)-first && x[len(x)-1-last] == y[len(y)-1-last] {
		last++
	}
	lines := changes(x[first:len(x)-last], y[first:len(y)-last], first)
	if len(lines) > most {
		lines = append(lines[:most], fmt.Sprintf("… and %d more lines", len(lines)-most))
	}
	return strings.Join(lines, "\n")
}

// changes compares by the longest common subsequence; texts that are too long for that are shown one after the other.
func changes(x, y []string, offset int) []string {
	var lines []string
	removed := func(i int) { lines = append(lines, fmt.Sprintf("%5d - %s", offset+i+1, clip(x[i], y, i))) }
	added := func(j int) { lines = append(lines, fmt.Sprintf("%5d + %s", offset+j+1, clip(y[j], x, j))) }
	if len(x)*len(y) > 4<<20 {
		for i := range x {
			removed(i)
		}
		for j := range y {
			added(j)
		}
		return lines
	}
	common := make([][]int, len(x)+1)
	for i := range common {
		common[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(x) || j < len(y) {
		switch {
		case i < len(x) && j < len(y) && x[i] == y[j]:
			i, j = i+1, j+1
		case j == len(y) || i < len(x) && common[i+1][j] >= common[i][j+1]:
			removed(i)
			i++
		default:
			added(j)
			j++
		}
	}
	return lines
}

// clip shortens a long line to where it first differs from the line that stands in its place.
func clip(line string, other []string, at int) string {
	const width = 160
	if len(line) <= width {
		return line
	}
	from := 0
	if at < len(other) {
		for from < len(line) && from < len(other[at]) && line[from] == other[at][from] {
			from++
		}
	}
	from = max(0, min(from-40, len(line)-width))
	return strings.ToValidUTF8("…"+line[from:min(len(line), from+width)]+"…", "")
}

func TestDiffShowsWhatChanged(t *testing.T) {
	got := diff("a\nb\nc\nd", "a\nc\nX\nd", 10)
	if want := "    2 - b\n    3 + X"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
