package page

import (
	"fmt"
	"math"
	"strconv"
)

const defaultAccent = "#0b5c6b"

// NewAccent makes the two shades of the profile's colour that are legible as text: one on a white ground, one on
// a dark one, each with more contrast than the 4.5 that WCAG 2.2 asks for (1.4.3). A colour that is legible stays as it is.
func NewAccent(colour string) Accent {
	r, g, b, ok := parseColour(colour)
	if !ok {
		r, g, b, _ = parseColour(defaultAccent)
	}
	return Accent{Light: shade(r, g, b, 1, 0, 4.6), Dark: shade(r, g, b, luminance(22, 27, 34), 255, 7)}
}

func parseColour(s string) (r, g, b float64, ok bool) {
	if len(s) != 7 || s[0] != '#' {
		return 0, 0, 0, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	return float64(n >> 16), float64(n >> 8 & 255), float64(n & 255), err == nil
}

// shade mixes a colour with black (0) or white (255) until its contrast to a ground of the given luminance is what is wanted.
func shade(r, g, b, ground, towards, wanted float64) string {
	for mix := 0.0; ; mix += 0.02 {
		x, y, z := r+(towards-r)*mix, g+(towards-g)*mix, b+(towards-b)*mix
		if contrast(luminance(x, y, z), ground) > wanted || mix >= 1 {
			return fmt.Sprintf("#%02x%02x%02x", int(math.Round(x)), int(math.Round(y)), int(math.Round(z)))
		}
	}
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// luminance is the relative luminance of WCAG, of channels from 0 to 255.
func luminance(r, g, b float64) float64 {
	linear := func(c float64) float64 {
		if c /= 255; c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}
