package isms

import (
	"testing"

	"ismsite/generator/source"
)

func TestDrawingsThatRunOrReachOutAreRefused(t *testing.T) {
	const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`
	refused := map[string]string{
		"a script":                     open + `<script>alert(1)</script></svg>`,
		"a script in capitals":         open + `<SCRIPT>alert(1)</SCRIPT></svg>`,
		"a script with a prefix":       `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>`,
		"an event":                     `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
		"an event on a shape":          open + `<rect OnClick="x()"/></svg>`,
		"foreign objects":              open + `<foreignObject><p>x</p></foreignObject></svg>`,
		"an XHTML element":             open + `<h:meta xmlns:h="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=x"/></svg>`,
		"an XHTML root":                `<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>`,
		"a frame":                      open + `<iframe src="x"/></svg>`,
		"animation of an address":      open + `<a><animate attributeName="href" values="javascript:alert(1)"/></a></svg>`,
		"setting an address":           open + `<set attributeName="href" to="javascript:x"/></svg>`,
		"a script address":             open + `<a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
		"a script address, hidden":     open + `<a href="java&#10;script:alert(1)"/></svg>`,
		"an outer picture":             open + `<image xlink:href="https://example.com/x.png"/></svg>`,
		"an outer picture, no scheme":  open + `<image href="//example.com/x.png"/></svg>`,
		"an outer picture, backslash":  open + `<image href="\\example.com\x.png"/></svg>`,
		"a picture from the root":      open + `<image href="/x.png"/></svg>`,
		"an outer symbol":              open + `<use href="https://example.com/x.svg#a"/></svg>`,
		"a drawing as data":            open + `<image href="data:image/svg+xml;base64,AAAA"/></svg>`,
		"another base":                 `<svg xmlns="http://www.w3.org/2000/svg" xml:base="https://example.com/"/>`,
		"an outer fill":                open + `<rect fill="url(https://example.com/x.svg#a)"/></svg>`,
		"an outer fill in quotes":      open + `<rect style="fill:url( 'https://example.com/x')"/></svg>`,
		"an outer fill, no scheme":     open + `<rect style="fill:url(//example.com/x)"/></svg>`,
		"an outer font":                open + `<style>@font-face{src:url("https://example.com/x.woff")}</style></svg>`,
		"an imported style":            open + `<style>@import "https://example.com/x.css";</style></svg>`,
		"an imported style, cut":       open + `<style>@im<!-- x -->port "//example.com/x.css";</style></svg>`,
		"an imported style in CDATA":   open + `<style><![CDATA[ @IMPORT url(x) ]]></style></svg>`,
		"an escaped address":           open + `<style>a{fill:\75 rl(https://example.com/x)}</style></svg>`,
		"an escaped import":            open + `<style>@\69mport "x";</style></svg>`,
		"a set of pictures":            open + `<style>a{background:image-set("https://example.com/x" 1x)}</style></svg>`,
		"a style sheet":                `<?xml-stylesheet href="https://example.com/x.css"?>` + open + `</svg>`,
		"entities":                     `<!DOCTYPE svg [<!ENTITY x "y">]>` + open + `&x;</svg>`,
		"something that is not XML":    `<svg><g></svg>`,
		"an entity that nobody knows":  open + `&nbsp;</svg>`,
		"another encoding":             `<?xml version="1.0" encoding="utf-16"?><svg/>`,
		"a link to a mail programme":   open + `<a href="mailto:a@example.com"/></svg>`,
		"a linked style":               open + `<link href="x.css"/></svg>`,
		"a style in an attribute, cut": open + `<rect style="fill:u\72l(//example.com)"/></svg>`,
	}
	for name, drawing := range refused {
		if why := unsafeSVG([]byte(drawing)); why == "" {
			t.Errorf("%s passes: %s", name, drawing)
		}
	}
	accepted := map[string]string{
		"shapes":               open + `<title>A: plan</title><g id="a"><rect x="1" fill="url(#g)"/><use href="#a"/><use xlink:href="#a"/></g></svg>`,
		"a gradient":           open + `<defs><linearGradient id="g"><stop offset="0" style="stop-color:#fff"/></linearGradient></defs></svg>`,
		"a filter":             open + `<filter><feColorMatrix type="matrix" values="1 0 0 0 0 0 1"/></filter></svg>`,
		"a style":              open + `<style>.a{fill:url('#g');font:12px sans-serif}</style></svg>`,
		"a picture as data":    open + `<image href="data:image/png;base64,AAAA"/></svg>`,
		"a doctype":            `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + open + `</svg>`,
		"a comment":            open + `<!-- made by hand --></svg>`,
		"an editor's metadata": open + `<metadata xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:RDF rdf:about="https://example.com"/></metadata></svg>`,
		"a text with a path":   open + `<text>C:\plans\2026</text></svg>`,
	}
	for name, drawing := range accepted {
		if why := unsafeSVG([]byte(drawing)); why != "" {
			t.Errorf("%s is refused: %s", name, why)
		}
	}
}

func TestOnlyFileTypesThatDoNotRunArePublished(t *testing.T) {
	tree, _, err := source.Read(files{"a.PDF": "", "b.png": "", "c.html": "", "d.htm": "", "e.xml": "", "f.xhtml": "", "g.js": "", "h.exe": "", "i": "", "j.svgz": "", "k.swf": "", "l.docx": "", "m.svg": "<svg/>", "n.mht": "", "o.pdf.html": ""}.fs(), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	safe := map[string]bool{"a.PDF": true, "b.png": true, "l.docx": true, "m.svg": true}
	for _, f := range tree.Files {
		if why := Unsafe(tree, f); (why == "") != safe[f.Path] {
			t.Errorf("%s: %q", f.Path, why)
		}
	}
}
