package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// A writer writes one document. What it writes depends on the plan and on its random numbers alone.
type writer struct {
	random *rand.Rand
	plan   *plan
	zipf   *rand.Zipf
	topic  []string // words that this document keeps coming back to
	text   strings.Builder
	notes  int
}

func (w *writer) document(d document, words int) []byte {
	w.zipf = rand.NewZipf(w.random, 1.08, 12, uint64(len(w.plan.words)-1))
	for range 60 {
		w.topic = append(w.topic, pick(w.random, w.plan.words))
	}
	w.frontMatter(d)
	fmt.Fprintf(&w.text, "# %s\n\n", d.title)
	target := words/2 + w.random.IntN(words*2/5) // lists, tables and code come on top
	sections := max(2, target/150)
	links := 4 + w.random.IntN(6)
	for n := range sections {
		w.section(n, target/sections, &links)
	}
	w.text.WriteString("## Related documents\n\n")
	for range max(links, 1) {
		fmt.Fprintf(&w.text, "- %s\n", w.link())
	}
	for n := range w.notes {
		fmt.Fprintf(&w.text, "\n[^%d]: %s\n", n+1, w.sentence())
	}
	return []byte(w.text.String())
}

func (w *writer) frontMatter(d document) {
	from := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.random.IntN(800))
	var controls []string
	for range 1 + w.random.IntN(5) {
		controls = append(controls, w.control())
	}
	fmt.Fprintf(&w.text, "---\nid: %s\ntitle: %s\ntype: %s\nversion: %d.%d\nstatus: %s\nowner: %s\napprover: %s\neffective: %s\nreviewed: %s\nreview_every: %d months\nclassification: %s\nsummary: %s\ncontrols: [%s]\ntags: [%s, %s]\n---\n\n",
		d.id, d.title, d.kind, 1+w.random.IntN(4), w.random.IntN(12), pick(w.random, states), personID(w.person()), personID(w.person()),
		from.Format(time.DateOnly), from.Format(time.DateOnly), 12*(1+w.random.IntN(2)), pick(w.random, classes),
		strings.NewReplacer(":", "", "#", "").Replace(w.sentence()), strings.Join(controls, ", "), d.area, pick(w.random, terms))
}

// section writes a heading, paragraphs of about so many words, and now and then a list, a table, code or a quote.
func (w *writer) section(n, words int, links *int) {
	level := "##"
	if n > 1 && w.random.IntN(3) == 0 {
		level = "###"
	}
	fmt.Fprintf(&w.text, "%s %s of %s %s\n\n", level, headings[n%len(headings)], w.word(), pick(w.random, terms))
	for written := 0; written < words*3/4; {
		p := w.paragraph(2 + w.random.IntN(3))
		written += strings.Count(p, " ")
		if *links > 0 && w.random.IntN(3) > 0 {
			*links--
			p += " See " + w.link() + " for the " + w.word() + "."
		}
		if w.random.IntN(25) == 0 {
			w.notes++
			p += fmt.Sprintf("[^%d]", w.notes)
		}
		w.text.WriteString(p + "\n\n")
	}
	switch w.random.IntN(6) {
	case 0:
		w.list("-")
	case 1:
		w.list("1.")
	case 2:
		w.table()
	case 3:
		fmt.Fprintf(&w.text, "```yaml\ncontrol: %s\n%s:\n  interval: %dd\n  host: srv-%04x\n```\n\n", w.control(), w.word(), 30*(1+w.random.IntN(12)), w.random.IntN(1<<16))
	case 4:
		fmt.Fprintf(&w.text, "> %s\n\n", w.sentence())
	}
}

func (w *writer) list(mark string) {
	for range 3 + w.random.IntN(4) {
		fmt.Fprintf(&w.text, "%s **%s**: %s\n", mark, title(w.word()), w.sentence())
	}
	w.text.WriteString("\n")
}

func (w *writer) table() {
	w.text.WriteString("| Control | Activity | Role | Interval |\n| --- | --- | --- | ---: |\n")
	for range 4 + w.random.IntN(5) {
		fmt.Fprintf(&w.text, "| %s | %s the %s %s | %s | %d days |\n", w.control(), title(pick(w.random, verbs)), w.word(), pick(w.random, terms), w.person(), 30*(1+w.random.IntN(12)))
	}
	w.text.WriteString("\n")
}

// link leads to any document, the way editors write it: as a relative path or by its id.
func (w *writer) link() string {
	to := pick(w.random, w.plan.documents)
	if w.random.IntN(8) == 0 {
		return to.id
	}
	return fmt.Sprintf("[%s](../%s/%s.md)", to.title, to.area, strings.ToLower(to.id))
}

func (w *writer) paragraph(sentences int) string {
	list := make([]string, sentences)
	for i := range list {
		list[i] = w.sentence()
	}
	return strings.Join(list, " ")
}

// sentence fills a pattern: %s a term, %w any word, %v a verb, %n a person, %d a number.
func (w *writer) sentence() string {
	pattern := pick(w.random, patterns)
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' {
			b.WriteByte(pattern[i])
			continue
		}
		i++
		switch pattern[i] {
		case 's':
			b.WriteString(terms[min(w.random.IntN(len(terms)), w.random.IntN(len(terms)))])
		case 'v':
			b.WriteString(pick(w.random, verbs))
		case 'n':
			b.WriteString(w.person())
		case 'd':
			fmt.Fprint(&b, 1+w.random.IntN(120))
		default:
			b.WriteString(w.word())
		}
	}
	return b.String()
}

func (w *writer) word() string {
	if w.random.IntN(3) == 0 {
		return pick(w.random, w.topic)
	}
	return w.plan.words[w.zipf.Uint64()]
}

func (w *writer) person() string { return pick(w.random, w.plan.names) }

// control is the number of a control of Annex A of ISO/IEC 27001:2022.
func (w *writer) control() string {
	theme := w.random.IntN(4)
	return fmt.Sprintf("A.%d.%d", 5+theme, 1+w.random.IntN([]int{37, 8, 14, 34}[theme]))
}
