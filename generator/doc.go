// Package generator makes a site from a folder: it is the pipeline that all commands share.
//
// A folder of Markdown goes in; a checked, linked, searchable site comes out. One value is handed on from stage to
// stage, and no stage reaches back:
//
//	folder on disk
//	  │ source.Read        bytes and positions; no meaning yet
//	source.Tree
//	  │ markdown.Parse     one file at a time, remembered by content
//	[]*markdown.Doc        fields, headings, links, body, each knowing its line
//	  │ register.Load      fields become typed entries
//	register.Set           documents, people, terms, suppliers …
//	  │ isms.Link          references resolved both ways; review states worked out
//	*isms.System           the whole management system, complete and read-only
//	  │ check.Run          what is wrong, where, and what to do
//	  │ page.NewBook       what there is to show, and at which path
//	[]page.Page
//	  │ theme.Render, search.Build
//	generator.Site         the files of the site, each made when it is asked for
//	  └─ written to a folder by publish, or shown by the preview
//
// Read build.go first. The layers, each importing only from those below it:
//
//	9  cmd/ismsite   flags, exit codes, printing
//	8  preview       the server that rebuilds while you write
//	7  generator     this package
//	6  theme search  templates and assets; the index that the browser searches
//	5  page          which pages exist and what each shows
//	4  check         the checks, and the ways to print problems
//	3  isms          the linked system and what follows from it
//	2  register      the kinds of register and their typed entries
//	1  markdown      one Markdown file, parsed
//	1  catalogue     control catalogues
//	1  report        a table or calendar, printed in every format
//	0  source date publish   files and positions; calendar dates; folders written in one step
//
// A library has one home: goldmark and goldmark-meta in markdown, YAML in source, bleve in search, sprig in theme,
// fsnotify in preview, excelize in report. A test holds this list.
//
// What a stage returns stays as it is. The date is an input; no stage asks a clock, the environment or the network.
package generator
