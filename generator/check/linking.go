package check

import (
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/source"
)

var (
	unreadableDate = &Check{Name: "unreadable-date", Severity: source.Error,
		About:   "a date is not of the form 2026-03-31, or there is no such day",
		Why:     "a date that cannot be read is unknown, and whatever depends on it is unknown too",
		Fix:     "write year-month-day",
		Example: "reviewed: 31.03.2026"}
	unreadablePeriod = &Check{Name: "unreadable-period", Severity: source.Error,
		About:   "an interval cannot be read",
		Why:     "without it nobody knows when the next review is due",
		Fix:     "write 12 months, P1Y, quarterly, or none",
		Example: "review_every: now and then"}
	unknownValue = &Check{Name: "unknown-value", Severity: source.Error,
		About:   "a value is none of the words that its field takes",
		Why:     "what it should mean is not known, so no rule applies to it",
		Fix:     "use one of the words that the field takes",
		Example: "status: aproved"}
	foreignValue = &Check{Name: "foreign-value", Severity: source.Info,
		About:   "a value in another tool's words is understood as one of ours",
		Why:     "so that you can see whether it was understood as you meant it",
		Fix:     "nothing to do; write our word to be sure",
		Example: "status: published"}
	unknownType = &Check{Name: "unknown-type", Severity: source.Warning,
		About:   "a document has a type that nobody declared",
		Why:     "the review interval and the numbering depend on the type",
		Fix:     "use a type that exists, or add it to the profile's types",
		Example: "type: polcy"}
	unknownClassification = &Check{Name: "unknown-classification", Severity: source.Error,
		About:   "a document has a classification that nobody declared",
		Why:     "a misspelt classification protects nothing (ISO/IEC 27001:2022, A.5.12)",
		Fix:     "use one of the profile's classifications",
		Example: "classification: confidental"}
	missingField = &Check{Name: "missing-field", Severity: source.Error,
		About:   "an entry of a register lacks a field that it has to have",
		Why:     "without it the entry says nothing",
		Fix:     "add the field",
		Example: "- id: mfa   (a term without its definition)"}

	brokenLink = &Check{Name: "broken-link", Severity: source.Error,
		About:   "a link leads to nothing",
		Why:     "readers who need the other document cannot find it (ISO/IEC 27001:2022, 7.5.3 a)",
		Fix:     "correct the path, or remove the link",
		Example: "[leavers](procedures/leaver.md)"}
	missingAnchor = &Check{Name: "missing-anchor", Severity: source.Warning,
		About:   "a link leads to a place that its document does not have",
		Why:     "readers land at the top of the page instead of at the step they need",
		Fix:     "correct the anchor, or give the heading an id: ## Step two {#step-2}",
		Example: "[step 2](leavers.md#step-two)"}
	wrongCase = &Check{Name: "wrong-case", Severity: source.Warning,
		About:   "a link is spelt with other capitals than what it leads to",
		Why:     "it works on some machines and is broken on others",
		Fix:     "write it as the file or id is spelt",
		Example: "[leavers](Leavers.md)"}
	ambiguousID = &Check{Name: "ambiguous-id", Severity: source.Warning,
		About:   "a name may mean more than one document",
		Why:     "the reader may land on another document than the author meant",
		Fix:     "write the path or a unique id",
		Example: "[[Access control]] where two documents have that title"}
	unsafeLink = &Check{Name: "unsafe-link", Severity: source.Error,
		About:   "a link uses a scheme that documents may not use",
		Why:     "javascript:, data: and file: links can do harm on the reader's machine",
		Fix:     "use https, http, mailto, tel or a path",
		Example: "[click](javascript:alert(1))"}
	externalImage = &Check{Name: "external-image", Severity: source.Warning,
		About:   "a picture lies on another server; it is shown as a link",
		Why:     "the site works offline, and pages ask no other server for anything",
		Fix:     "put the picture into the site's folder",
		Example: "![logo](https://example.com/logo.png)"}
	unsafeFile = &Check{Name: "unsafe-file", Severity: source.Error,
		About:   "an attachment has a file type that may run in a browser, or a drawing holds scripts",
		Why:     "content is data: nothing in it runs",
		Fix:     "convert it to a picture, a PDF or an office document",
		Example: "[form](form.html)",
		Run: func(p *Pass) {
			for _, f := range p.Tree.Files {
				if !strings.HasPrefix(f.Name, "static/") || f.IsMarkdown() {
					continue
				}
				if why := isms.Unsafe(p.Tree, f); why != "" {
					p.Report(source.Pos{File: f.Path}, "%s is not published: %s", f.Path, why)
				}
			}
		}}
	unknownID = &Check{Name: "unknown-id", Severity: source.Warning,
		About:   "a text mentions an id that no document or entry has",
		Why:     "the reader looks for something that does not exist",
		Fix:     "correct the id, or put it in backticks if it is another system's",
		Example: "See POL-999."}
	unknownReference = &Check{Name: "unknown-reference", Severity: source.Error,
		About:   "a field names a document or entry that does not exist",
		Why:     "the chain from policy to evidence is broken there",
		Fix:     "correct the id",
		Example: "supersedes: POL-999"}
	unknownPerson = &Check{Name: "unknown-person", Severity: source.Error,
		About:   "a field names somebody who is not in the people register",
		Why:     "a document needs an owner who exists (ISO/IEC 27001:2022, 7.5.2 and 5.3)",
		Fix:     "correct the name, or add it to registers/people.yaml",
		Example: "owner: j.doe"}
	unknownControl = &Check{Name: "unknown-control", Severity: source.Error,
		About:   "a field names a control or clause that no catalogue in use has",
		Why:     "the statement of applicability would count something that does not exist (ISO/IEC 27001:2022, 6.1.3 d)",
		Fix:     "correct the id: A.5.15 for a control, 5.2 for a clause",
		Example: "controls: [A.5.55]"}
	duplicateID = &Check{Name: "duplicate-id", Severity: source.Error,
		About:   "two entries have the same id; translations may share one when translation_of says so",
		Why:     "a reference number tells documents apart only if each has its own (ISO/IEC 27001:2022, 7.5.2 a)",
		Fix:     "give one of the two another id",
		Example: "id: POL-001 in two files"}
	duplicateTerm = &Check{Name: "duplicate-term", Severity: source.Warning,
		About:   "the glossary defines a word twice",
		Why:     "two definitions of one word are two meanings",
		Fix:     "keep one of them",
		Example: "- term: asset\n- term: asset"}
	duplicateAlias = &Check{Name: "duplicate-alias", Severity: source.Warning,
		About:   "two documents claim the same old path",
		Why:     "it can lead to one of them only",
		Fix:     "remove it from one of the two",
		Example: "aliases: [/old/access]"}
)
