package check

import "ismsite/generator/source"

// The checks in this file and the next two are found while files are read, decoded and linked; here they are
// explained.
var (
	unreadableFile = &Check{Name: "unreadable-file", Severity: source.Error,
		About:   "a file of the site cannot be read",
		Why:     "what cannot be read cannot be shown, and nobody would miss it",
		Fix:     "give yourself the right to read it, or exclude it in the profile",
		Example: "a file without read permission"}
	refusedFile = &Check{Name: "refused-file", Severity: source.Error,
		About:   "something in the folder is not an ordinary file: a link that leads out of the folder, a pipe, a device",
		Why:     "a site is made from its own folder alone, so that it is the same on every machine",
		Fix:     "replace it by an ordinary file",
		Example: "documents/passwd -> /etc/passwd"}
	fileTooLarge = &Check{Name: "file-too-large", Severity: source.Error,
		About:   "a text file is larger than 8 MB; it is listed without its text",
		Why:     "a text of that size is usually an export that went astray, and nobody can read it as a page",
		Fix:     "split it, or publish it as an attachment in another format",
		Example: "a log file called policy.md"}
	collidingNames = &Check{Name: "colliding-names", Severity: source.Error,
		About:   "two names differ only by letter case or by how accents are encoded",
		Why:     "Windows and macOS can hold only one of the two: the other is lost when the folder is copied",
		Fix:     "rename one of the two",
		Example: "documents/Access.md and documents/access.md"}
	notUTF8 = &Check{Name: "not-utf8", Severity: source.Error,
		About:   "a file holds bytes that are not UTF-8 text",
		Why:     "the reader would see other letters than the author wrote",
		Fix:     "save the file with the encoding UTF-8",
		Example: "a file saved as Windows-1252"}
	frontMatterUnclosed = &Check{Name: "front-matter-unclosed", Severity: source.Error,
		About:   "front matter is opened with --- and never closed",
		Why:     "owner, version and review date are shown as text instead of being known",
		Fix:     "put a line with --- after the last key",
		Example: "---\ntitle: Access control\n# Access control"}
	yamlSyntax = &Check{Name: "yaml-syntax", Severity: source.Error,
		About:   "a line cannot be read as YAML; other keys are read all the same",
		Why:     "what a key says is unknown while its line cannot be read",
		Fix:     "write key: value, and put a value with special characters in quotes",
		Example: "title: Access: who may do what"}
	yamlFeature = &Check{Name: "yaml-feature", Severity: source.Error,
		About:   "anchors, aliases, merge keys, tags or deep nesting are used",
		Why:     "front matter is data that an auditor can read without knowing YAML's finer points",
		Fix:     "write the value itself, in place",
		Example: "owner: &o anna.keller"}
	duplicateKey = &Check{Name: "duplicate-key", Severity: source.Error,
		About:   "a key or column stands twice; the first one is used",
		Why:     "two values for one thing contradict each other",
		Fix:     "remove one of the two",
		Example: "owner: anna.keller\nowner: ben.ito"}
	unknownKey = &Check{Name: "unknown-key", Severity: source.Warning,
		About:   "front matter holds a key that means nothing here",
		Why:     "a misspelt key is a value that nobody sees",
		Fix:     "correct the key, or put it below params",
		Example: "ower: anna.keller"}
	foreignKey = &Check{Name: "foreign-key", Severity: source.Info,
		About:   "a key of another tool is understood as one of ours",
		Why:     "so that you can see whether it was understood as you meant it",
		Fix:     "nothing to do; write our key to be sure",
		Example: "last_reviewed_on: 2026-01-15"}
	wrongShape = &Check{Name: "wrong-shape", Severity: source.Error,
		About:   "a value has another shape than its key takes: a list instead of one value, text instead of a list",
		Why:     "a value of the wrong shape is not used",
		Fix:     "write it as the field reference in the README shows",
		Example: "owner: {name: Anna}"}
	csvSyntax = &Check{Name: "csv-syntax", Severity: source.Error,
		About:   "a row of a table file cannot be read because of its quotes",
		Why:     "the row is missing from the register",
		Fix:     "put the whole cell in quotes and double the quotes inside it",
		Example: "SUP-001,Acme \"Cloud\" Ltd,hosting"}
	raggedRow = &Check{Name: "ragged-row", Severity: source.Error,
		About:   "a row of a table file has more or fewer cells than the header",
		Why:     "cells stand in the wrong columns, so the register says something that nobody wrote",
		Fix:     "put a cell that holds the delimiter in quotes, or add the missing delimiters",
		Example: "id,name,service\nSUP-001,Acme, Inc.,hosting"}
	unknownColumn = &Check{Name: "unknown-column", Severity: source.Info,
		About:   "a table has a column that the register does not know; its cells are shown as they are",
		Why:     "dates and names in it are not checked",
		Fix:     "rename the column to one that the register knows, if there is one",
		Example: "id,name,colour"}
	undeclaredRegister = &Check{Name: "undeclared-register", Severity: source.Info,
		About:   "a file below registers has the name of no known register",
		Why:     "without types, dates and references in it are not checked",
		Fix:     "declare it in the profile's registers, by columns and types",
		Example: "registers/permits.csv"}
	profile = &Check{Name: "profile", Severity: source.Error,
		About:   "isms.yaml holds a key or value that cannot be used",
		Why:     "a rule that cannot be read would silently not apply",
		Fix:     "correct it; the README lists all keys",
		Example: "languge: de"}

	rawHTML = &Check{Name: "raw-html", Severity: source.Warning,
		About:   "HTML that documents may not use is shown as text",
		Why:     "content is data: nothing in it runs, and nothing of it is lost",
		Fix:     "write it in Markdown, or put it in backticks if it is meant to be read",
		Example: "<script>alert(1)</script>"}
	placeholder = &Check{Name: "placeholder", Severity: source.Warning,
		About:   "a placeholder such as <Company Name> was never filled in",
		Why:     "a policy with gaps is not in force for anybody",
		Fix:     "fill it in, or put it in backticks if it is meant to be read",
		Example: "<Company Name> protects its information."}
	htmlComment = &Check{Name: "html-comment", Severity: source.Info,
		About:   "a comment in a document is not shown to readers",
		Why:     "what an author notes for later should not stay in a controlled document unseen",
		Fix:     "remove it when it is done with",
		Example: "<!-- ask legal about this -->"}
	htmlCommentUnclosed = &Check{Name: "html-comment-unclosed", Severity: source.Warning,
		About:   "a comment is opened and never closed; it is shown to readers with all that follows",
		Why:     "otherwise the rest of the document would disappear",
		Fix:     "close it with -->",
		Example: "<!-- to do"}
	raggedTable = &Check{Name: "ragged-table", Severity: source.Warning,
		About:   "a table row has more cells than the table has columns",
		Why:     "Markdown drops such cells; here they are kept in the last one",
		Fix:     "add a column, or write the | inside a cell as \\|",
		Example: "| a | b |\n|---|---|\n| 1 | 2 | 3 |"}
	unusedFootnote = &Check{Name: "unused-footnote", Severity: source.Warning,
		About:   "a footnote is defined and nothing refers to it",
		Why:     "Markdown drops it; here it is shown at the end",
		Fix:     "refer to it with [^label], or remove it",
		Example: "[^1]: See the risk register."}
	duplicateAnchor = &Check{Name: "duplicate-anchor", Severity: source.Warning,
		About:   "two headings of a document claim the same id",
		Why:     "links to it lead to the first one only",
		Fix:     "give one of them another id",
		Example: "## Scope {#scope}\n\n## Our scope {#scope}"}
	badAnchor = &Check{Name: "bad-anchor", Severity: source.Warning,
		About:   "an id in braces behind a heading is not one",
		Why:     "it is shown as text, and links to it fail",
		Fix:     "use letters, digits, - and _",
		Example: "## Scope {#a/b}"}
	tooComplex = &Check{Name: "too-complex", Severity: source.Error,
		About:   "a text nests so deeply that it cannot be parsed in reasonable time; it is shown as it stands",
		Why:     "one file must not keep the whole site from being built",
		Fix:     "look for a paragraph of brackets, quotation marks or stars",
		Example: "[[[[[[[[[[ … some hundred times"}
	internal = &Check{Name: "internal", Severity: source.Error,
		About:   "a mistake of ismsite itself",
		Why:     "please report it, with the file that shows it",
		Fix:     "none on your side",
		Example: "none known"}
)
