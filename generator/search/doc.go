// Package search builds the index that the reader's browser searches.
//
// What goes in: the sections of the pages of a finished site, already without anything the edition
// withholds. What comes out: a bleve index in memory, and from it the files below search/ that the
// script search.js of the theme loads: vocabulary, postings, excerpt texts and facets, each a plain
// script that calls one function, because nothing else loads from a folder on disk.
//
// What stays true:
//   - The same sections give the same bytes, whatever the order of work; so does an index brought up
//     to date with Update compared with one built afresh.
//   - Query ranks as search.js ranks. Both work on whole numbers and take the same steps in the same
//     order: units (cut.go), candidates (candidate.go), ranking (rank.go), excerpts (excerpt.go). A
//     change in one of these files is a change in search.js as well.
//   - A query is words, never a language: no input is an error.
//   - No file grows faster than the site: postings and texts are cut into files of a fixed size.
//
// What is left to others: turning pages into sections, withholding, drawing the dialog.
//
// Read index.go first, then field.go (what is searched and how much it weighs), analyst.go and
// reading.go (how text becomes terms), store.go (bleve), export.go (what the browser gets).
package search
