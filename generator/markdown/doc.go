// Package markdown turns one Markdown file into a [Doc]: fields, headings, links and a body, each knowing its line.
//
// Parsing looks at nothing but the file. What depends on other files (where a link leads, which words are glossary
// terms) is left open: the body is HTML with holes, and [Doc.Body] fills them once the whole site is known. So a
// Doc can be kept as long as its file does not change.
//
// Nothing in a file runs and nothing in it is lost: HTML outside a short list of harmless elements is shown as
// text and reported, as are a comment that is never closed and a file that is not text.
package markdown
