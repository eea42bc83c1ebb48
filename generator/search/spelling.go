package search

import "strings"

// americanise gives the American spelling of an English word in lower case, so that "organisation"
// and "organization" become one term. The result is never shown: it need not be a word, only the same
// for both spellings ("wise" may become "wize").
func americanise(word string) string {
	word = strings.ToLower(word)
	if len(word) < 5 {
		return word
	}
	for _, s := range [...]struct{ british, american string }{
		{"isation", "ization"}, {"isations", "izations"}, {"isational", "izational"},
		{"ise", "ize"}, {"ised", "ized"}, {"iser", "izer"}, {"isers", "izers"}, {"ises", "izes"}, {"ising", "izing"},
		{"yse", "yze"}, {"ysed", "yzed"}, {"yser", "yzer"}, {"ysers", "yzers"}, {"ysing", "yzing"},
		{"ogue", "og"}, {"ogues", "ogs"}, {"ogued", "oged"}, {"oguing", "oging"},
		{"ractise", "ractice"}, {"ractised", "racticed"},
		{"programme", "program"}, {"programmes", "programs"},
		{"ageing", "aging"}, {"fulfil", "fulfill"}, {"enrol", "enroll"}, {"artefact", "artifact"}, {"artefacts", "artifacts"},
		{"dgement", "dgment"}, {"dgements", "dgments"}, {"instalment", "installment"}, {"instalments", "installments"},
	} {
		if stem, ok := strings.CutSuffix(word, s.british); ok {
			return stem + s.american
		}
	}
	for _, s := range [...]string{"behaviour", "colour", "favour", "labour", "honour", "harbour", "neighbour", "endeavour", "rigour", "vigour", "armour", "rumour", "humour", "flavour", "misdemeanour"} {
		if rest, ok := strings.CutPrefix(word, s); ok {
			return s[:len(s)-2] + "r" + rest
		}
	}
	for _, s := range [...]string{"defenc", "offenc", "licenc"} {
		if rest, ok := strings.CutPrefix(word, s); ok {
			return s[:len(s)-1] + "s" + rest
		}
	}
	for _, s := range [...]string{"centre", "metre", "litre", "fibre", "theatre", "calibre", "kilometre"} {
		if rest, ok := strings.CutPrefix(word, s); ok {
			return s[:len(s)-2] + "er" + rest
		}
	}
	for _, s := range [...]string{"cancel", "label", "model", "travel", "signal", "level", "channel", "total", "marshal", "counsel", "initial", "tunnel", "equal"} {
		if rest, ok := strings.CutPrefix(word, s+"l"); ok && (strings.HasPrefix(rest, "e") || strings.HasPrefix(rest, "i")) {
			return s + rest
		}
	}
	return word
}
