package source

import (
	"fmt"
	"testing"
)

func TestZZ(t *testing.T) {
	for _, in := range []string{
		"---\ntitle: a: b\nowner: x\n---\n",
		"---\nowner: x\ntitle: a: b\n---\n",
		"---\nowner: x\n\ttitle: a\nz: y\n---\n",
		"---\nowner:\tx\ntitle:\n\t- a\nz: y\n---\n",
		"---\nowner: \"x\ntitle: a\nz: y\n---\n",
		"---\nowner: [a, b\ntitle: a\nz: y\n---\n",
		"---\nowner: @x\ntitle: `a\nz: %y\nk: v\n---\n",
		"---\nowner: x\nno key here\nz: y\n---\n",
		"---\nowner: x\n  - a\n - b\nz: y\n---\n",
		"---\nowner: x\ncontrols:\n  - a\n - b\nz: y\n---\n",
		"---\na: 1\na: 2\nowner: x: y\na: 3\n---\n",
		"---\na: &x 1\nb: *x\nc: *nope\nd: !!str 3\ne: !foo z\nf: {<<: *x}\n<<: *x\n---\n",
		"---\na: 1\n--- foo\nb: 2\n---\n",
		"---\na: 1\n... # x\nb: 2\n---\n",
		"---\n%YAML 1.1\na: 1\n---\n",
		"---\n? [a]\n: x\n? b\n: c\n---\n",
		"---\na: x\u2028y\nb: z\n---\n",
		"---\n# x\u2028y\nb: z\n---\n",
		"---\na: x\x01y\nb: z\n---\n",
		"---\na: x\ufeffy\nb: z\n\ufeffc: 1\n---\n",
		"---\na: |\n  x\n  ---\n  y\nb: z\n---\n",
		"---\na: [1,\n2]\nb: : x\n---\n",
		"---\na: 'it's'\nb: c\n---\n",
		"---\na: \"\\q\"\nb: c\n---\n",
		"---\na: b\n}\nc: d\n---\n",
		"---\na: b\n- x\nc: d\n---\n",
		"---\n- x\n- y: z\n---\n",
		"---\ntitle:a\nowner: b\n---\n",
		"---\nzusammenfassung: ä ö: x\nä: b\n---\n",
		"---\n{a: 1, b: 2}\n---\n",
		"---\na: b #c\nd: '#e'\n---\n",
	} {
		f, b, p := FrontMatter("f.md", []byte(in))
		fmt.Printf("%q\n  body %d/%d\n", in, b, len(in))
		for _, x := range f {
			fmt.Printf("   %v %v@%v=%v %q %v\n", x.Key, x.Pos, x.Value.Pos, x.Value.Kind, x.Value.Text, x.Value.Items)
		}
		for _, x := range p {
			fmt.Printf("   ! %v %s %s (see %v) fix %s\n", x.Pos, x.Check, x.Message, x.See, x.Fix)
		}
	}
}
