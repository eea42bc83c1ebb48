package theme

import (
	"fmt"
	"html/template"
	"strings"

	"ismsite/generator/page"
)

// The samples are one realistic page of each kind, some of them more than once: with everything given, with
// nothing given, and with texts that try to break out.

const hostile = `<script>alert("x")</script> & 'quotes' "too" {{.}} </title><!-- ]]>`

const long = "Procedure for the controlled handling, classification, labelling, transfer, retention and final disposal of information in cloud services that are operated by third parties on behalf of the organisation"

func sampleSite() page.Site {
	return page.Site{
		Title: "Northwind ISMS", Organisation: "Northwind Logistics GmbH", Website: "https://northwind.example/",
		Scope:   "Development and operation of the shipment platform at the sites Hamburg and Gdańsk.",
		Contact: "isms@northwind.example", Language: "en", Footer: "Internal. Do not hand on.", AsOf: "2026-03-31",
		LeadDays: 30, Search: true, Pinned: true, Accent: page.Accent{Light: "#0b5c6b", Dark: "#6cc5d4"},
	}
}

func sampleAreas(root, current string) []page.Link {
	areas := []page.Link{
		{Href: "index.html", Text: "Home"}, {Href: "documents/index.html", Text: "Documents"},
		{Href: "reviews/index.html", Text: "Reviews"}, {Href: "registers/index.html", Text: "Registers"},
		{Href: "people/index.html", Text: "People"}, {Href: "controls/index.html", Text: "Controls"},
		{Href: "glossary.html", Text: "Glossary"}, {Href: "tags/index.html", Text: "Tags"},
		{Href: "a-z.html", Text: "A to Z"},
	}
	for i := range areas {
		areas[i].Href = root + areas[i].Href
		areas[i].Current = areas[i].Text == current
	}
	return areas
}

func sampleNav(current int) page.Nav {
	nav := page.Nav{
		Sections: []page.Link{
			{Href: "../sections/governance.html", Text: "Governance"},
			{Href: "../sections/policies.html", Text: "Policies", Current: true},
			{Href: "../sections/procedures.html", Text: "Procedures"},
			{Href: "../sections/people.html", Text: "People and training"},
			{Href: "../sections/records.html", Text: "Records"},
		},
		Section: &page.Link{Href: "../sections/policies.html", Text: "Policies"},
		More:    &page.Link{Href: "../sections/policies.html", Text: "All of Policies", Note: "64"},
	}
	titles := []string{"Information security policy", "Access control policy", "Acceptable use policy",
		"Classification of information", "Cryptography policy", "Supplier security policy", "Backup policy",
		"Physical security policy", "Remote working and bring your own device", "Secure development policy"}
	for i, title := range titles {
		nav.Entries = append(nav.Entries, page.Link{
			Href: fmt.Sprintf("POL-%03d.html", i+1), Text: title, Current: i == current})
	}
	return nav
}

func sampleFrame(kind, path, title string) page.Frame {
	root := strings.Repeat("../", strings.Count(path, "/"))
	return page.Frame{
		Site: sampleSite(), Root: root, Path: path, Kind: kind, Title: title, Language: "en",
		Breadcrumbs: []page.Link{{Href: root + "index.html", Text: "Home"}},
		Areas:       sampleAreas(root, ""),
	}
}

func badge(group, value, text string) page.Badge {
	return page.Badge{Group: group, Value: value, Text: text}
}

func review(value, text, due string) *page.Badge {
	return &page.Badge{Group: "review", Value: value, Text: text, Due: due}
}

func sampleFacts() []page.Fact {
	approved, internal := badge("status", "approved", "Approved"), badge("classification", "internal", "Internal")
	ada := page.Link{Href: "../people/j.dow.html", Text: "Jordan Dow", Note: "Head of IT"}
	return []page.Fact{
		{Name: "type", Label: "Type", Values: []page.Link{{Text: "Policy"}}},
		{Name: "version", Label: "Version", Values: []page.Link{{Text: "1.10"}}},
		{Name: "status", Label: "Status", Badge: &approved},
		{Name: "classification", Label: "Classification", Badge: &internal},
		{Name: "owner", Label: "Owner", Values: []page.Link{ada}},
		{Name: "approver", Label: "Approver", Missing: true},
		{Name: "approved", Label: "Approved", Date: "2025-03-02", Values: []page.Link{{Text: "2025-03-02"}}},
		{Name: "effective", Label: "In force from", Date: "2025-04-01"},
		{Name: "reviewed", Label: "Last review", Date: "2025-03-19"},
		{Name: "review_every", Label: "Review interval", Values: []page.Link{{Text: "12 months"}}},
		{Name: "review_due", Label: "Next review", Date: "2026-03-19", Badge: review("overdue", "Overdue by 12 days", "2026-03-19")},
		{Name: "controls", Label: "Controls", Values: []page.Link{
			{Href: "../controls/A.5.15.html", Text: "A.5.15"}, {Href: "../controls/A.5.18.html", Text: "A.5.18"},
			{Href: "../controls/A.8.2.html", Text: "A.8.2"}, {Text: "A.9.99", Missing: true}}},
		{Name: "related", Label: "Related", Values: []page.Link{{Href: "PRO-004.html", Text: "PRO-004 Leavers"}}},
		{Name: "retention", Label: "Retention", Values: []page.Link{{Text: "3 years after replacement"}}},
		{Name: "contact", Label: "Contact", Values: []page.Link{{Href: "mailto:it@northwind.example", Text: "it@northwind.example"}}},
	}
}

const sampleContent = `<p>Access to information and to the systems that hold it is given because somebody needs it for their work, and is taken away when they no longer do. This policy says who decides, how it is done, and how we make sure that it stays so. It follows <a class="ref" data-kind="document" href="POL-001.html">POL-001 Information security policy</a> and serves the <a class="term" href="../glossary.html#least-privilege" title="Every account holds the rights its task needs, and no others.">least privilege</a> principle.</p>
<h2 id="principles">Principles</h2>
<p>Three rules stand above all others. They hold for <strong>everyone</strong>, also for <em>administrators</em> and for accounts of machines (<code>svc-*</code>).</p>
<ol>
<li>Access is <strong>requested</strong> in the service desk, <strong>approved</strong> by the owner of the information, and <strong>set up</strong> by IT.</li>
<li>Rights are given to roles rather than to persons.
<ul>
<li>A role is described in the role register.</li>
<li>Who holds it is listed there.</li>
</ul>
</li>
<li>Rights that nobody used for 90 days are withdrawn.</li>
</ol>
<div class="alert alert-important"><p class="alert-title">Important</p>
<p>Shared accounts are not allowed. Exceptions are listed in <a class="ref" data-kind="register" href="../registers/exceptions/index.html">the register of exceptions</a>.</p></div>
<h2 id="roles">Roles and duties</h2>
<div class="table-scroll" tabindex="0" role="region" aria-label="Roles and duties">
<table>
<thead><tr><th>Role</th><th>Decides on</th><th>Reviews</th><th>How often</th></tr></thead>
<tbody>
<tr><td>Owner of the information</td><td>Who may read or change it</td><td>All rights to it</td><td>Twice a year</td></tr>
<tr><td>Line manager</td><td>Which roles a person holds</td><td>Roles of their team</td><td>On every change of job</td></tr>
<tr><td>Head of IT</td><td>Privileged access</td><td>Privileged accounts</td><td>Every quarter</td></tr>
</tbody>
</table>
</div>
<h3 id="privileged-access">Privileged access</h3>
<p>Privileged access is used from a separate account, with a hardware key<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>, and is recorded. Press <kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>L</kbd> when you leave a console. See the <span class="broken" title="no such document">PRO-099</span> for details, and <mark>ask</mark> when in doubt.</p>
<div class="alert alert-warning"><p class="alert-title">Warning</p>
<p>Never type a password into a script.</p></div>
<pre class="chroma"><code class="language-yaml"><span class="line"><span class="cl"><span class="c"># roles.yaml</span>
</span></span><span class="line"><span class="cl"><span class="nt">role</span><span class="p">:</span><span class="w"> </span><span class="l">database-administrator</span>
</span></span><span class="line"><span class="cl"><span class="nt">owner</span><span class="p">:</span><span class="w"> </span><span class="s2">&#34;j.dow&#34;</span>
</span></span><span class="line"><span class="cl"><span class="nt">max_holders</span><span class="p">:</span><span class="w"> </span><span class="m">4</span><span class="w"> </span><span class="kc">true</span>
</span></span></code></pre>
<h2 id="joiners-movers-and-leavers">Joiners, movers and leavers</h2>
<p>The procedure is <a class="ref" data-kind="document" href="PRO-004.html">PRO-004</a>. In short:</p>
<ul class="contains-task-list">
<li><input checked="" disabled="" type="checkbox"> The manager asks for the role before the first day.</li>
<li><input disabled="" type="checkbox"> Access ends on the last day, at the latest at 18:00.</li>
</ul>
<blockquote>
<p>If we cannot say who has access, we cannot say that we control it.</p>
</blockquote>
<dl>
<dt>Joiner</dt><dd>A person who begins work with us.</dd>
<dt>Mover</dt><dd>A person whose work changes.</dd>
</dl>
<p>Raw HTML is shown as text: <code class="raw-html">&lt;iframe src=&quot;x&quot;&gt;</code>. An address that is long: <a href="https://northwind.example/a/very/long/address/that/does/not/end/soon/because/somebody/put/everything/into/one/path">https://northwind.example/a/very/long/address/that/does/not/end/soon/because/somebody/put/everything/into/one/path</a></p>
<details><summary>Why 90 days?</summary><p>It is one quarter, which is when the review of rights takes place.</p></details>
<hr>
<h2 id="exceptions">Exceptions</h2>
<p>An exception is asked for in writing, ends on a date, and is accepted by the <abbr title="Chief information security officer">CISO</abbr>.</p>
<div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>A key that follows FIDO2. <a href="#fnref:1" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a></p></li></ol></div>`

func sampleDocument() page.Document {
	return page.Document{
		ID: "POL-002", Facts: sampleFacts(),
		Summary:  "You get the access your work needs, and no more. Ask for it in the service desk; the owner of the information decides. Use your own account only. When you change jobs or leave, your access changes or ends on that day.",
		Audience: []page.Link{{Href: "../people/all-staff.html", Text: "All staff"}, {Text: "Contractors"}},
		Badges: []page.Badge{badge("status", "approved", "Approved"),
			*review("overdue", "Overdue by 12 days", "2026-03-19"), badge("classification", "internal", "Internal")},
		Missing: []string{"Approver"},
		Contents: []page.Heading{{Level: 1, Text: "Principles", Href: "#principles"}, {Level: 1, Text: "Roles and duties", Href: "#roles"},
			{Level: 2, Text: "Privileged access", Href: "#privileged-access"},
			{Level: 1, Text: "Joiners, movers and leavers", Href: "#joiners-movers-and-leavers"}, {Level: 1, Text: "Exceptions", Href: "#exceptions"}},
		Content: sampleContent,
		Changes: []page.Change{
			{Version: "1.10", Date: "2025-03-02", Summary: "Hardware keys for privileged access", Kind: "substantive", Author: &page.Link{Href: "../people/j.dow.html", Text: "Jordan Dow"}},
			{Version: "1.9", Date: "2024-03-11", Summary: "Typing errors", Kind: "editorial", Author: &page.Link{Text: "A. Meyer"}, ApprovedBy: &page.Link{Text: "j.doe", Missing: true}}},
		Translations: []page.Link{{Href: "POL-002-de.html", Text: "Richtlinie zur Zugriffskontrolle", Note: "German"}},
		Tags:         []page.Link{{Href: "../tags/access.html", Text: "access"}, {Href: "../tags/identity.html", Text: "identity"}},
		ReferencedBy: []page.Backlink{
			{From: page.Link{Href: "PRO-004.html", Text: "PRO-004 Joiners, movers and leavers"}, Kind: "Procedure", Sentence: "Access is given and withdrawn as POL-002 says; this procedure adds who does what on which day."},
			{From: page.Link{Href: "../registers/risks/R-012.html", Text: "R-012 Former employee keeps access"}, Kind: "Risk", Field: "Treatment"},
			{From: page.Link{Href: "POL-014.html", Text: "POL-014 Supplier security policy"}, Kind: "Policy", Sentence: "Suppliers' staff work under POL-002 like our own."}},
		Attachments: []page.Link{{Href: "../static/role-matrix.xlsx", Text: "role-matrix.xlsx", Note: "24 KB"}},
	}
}

func hostileDocument() page.Document {
	d := sampleDocument()
	d.ID = hostile
	d.IDFromPath = true
	d.Summary = hostile
	d.Audience = []page.Link{{Text: hostile, Missing: true}}
	d.Notice = &page.Notice{Value: "superseded", Text: hostile, Link: &page.Link{Href: `a"><b>.html`, Text: hostile}}
	d.Missing = []string{hostile}
	d.Facts = append(d.Facts, page.Fact{Name: "scope", Label: hostile, Long: true, Values: []page.Link{{Text: hostile}}})
	d.Contents = []page.Heading{{Level: 1, Text: hostile, Href: `#a"b`}}
	d.Changes = []page.Change{{Version: hostile, Date: hostile, Summary: hostile, Kind: "substantive"}}
	d.ReferencedBy = []page.Backlink{{From: page.Link{Href: "x.html?a=1&b=2", Text: hostile}, Kind: hostile, Sentence: hostile, Field: hostile}}
	d.Badges = append(d.Badges, page.Badge{Group: `"><b`, Value: `x y"`, Text: hostile, Due: hostile})
	d.Children = []page.Link{{Href: "日本語.html", Text: "情報セキュリティ方針"}, {Href: "x.html", Text: "سياسة أمن المعلومات"}}
	return d
}

var documentColumns = []page.Column{
	{Name: "id", Title: "ID", Type: "text"}, {Name: "title", Title: "Title", Type: "text"},
	{Name: "type", Title: "Type", Type: "text", Filter: true}, {Name: "version", Title: "Version", Type: "text"},
	{Name: "status", Title: "Status", Type: "badge", Filter: true}, {Name: "owner", Title: "Owner", Type: "links", Filter: true},
	{Name: "review_due", Title: "Next review", Type: "date"}, {Name: "review_state", Title: "Review", Type: "badge", Filter: true},
	{Name: "classification", Title: "Classification", Type: "badge", Filter: true},
}

func sampleRow(i int) page.Row {
	titles := []string{"Information security policy", "Access control policy", "情報セキュリティ方針", long,
		"سياسة أمن المعلومات", "Incident response procedure", hostile, "Backup and restore", "Supplier onboarding", "Übergreifende Richtlinie für Änderungen"}
	states := []*page.Badge{review("overdue", "Overdue by 12 days", "2026-03-19"), review("current", "Current", "2027-01-31"),
		review("due_soon", "Due in 9 days", "2026-04-09"), review("unknown", "Review date unknown", ""), review("not_applicable", "No review needed", "")}
	statuses := []page.Badge{badge("status", "approved", "Approved"), badge("status", "draft", "Draft"),
		badge("status", "in_review", "In review"), badge("status", "superseded", "Superseded"), badge("status", "withdrawn", "Withdrawn")}
	classes := []page.Badge{badge("classification", "public", "Public"), badge("classification", "internal", "Internal"),
		badge("classification", "confidential", "Confidential"), badge("classification", "restricted", "Restricted")}
	types := []string{"Policy", "Procedure", "Standard"}
	id := fmt.Sprintf("POL-%03d", i+1)
	state, status, class := states[i%5], statuses[i*7/3%5], classes[i%4]
	owner := page.Cell{Links: []page.Link{{Href: "../people/j.dow.html", Text: "Jordan Dow"}}, Sort: "Jordan Dow"}
	if i%4 == 3 {
		owner = page.Cell{Missing: true}
	}
	if i%6 == 4 {
		owner = page.Cell{Links: []page.Link{{Text: "j.doe", Missing: true}, {Href: "../people/m.müller.html", Text: "Maria Müller"}}, Sort: "j.doe"}
	}
	due := page.Cell{Text: state.Due, Sort: state.Due}
	return page.Row{ID: id, Cells: []page.Cell{
		{Text: id, Sort: id}, {Text: titles[i%len(titles)], Href: id + ".html", Sort: titles[i%len(titles)]},
		{Text: types[i%3], Sort: types[i%3]}, {Text: fmt.Sprintf("1.%d", i%12), Sort: fmt.Sprintf("0001.%04d", i%12)},
		{Badge: &status, Sort: status.Value}, owner, due, {Badge: state, Sort: state.Due}, {Badge: &class, Sort: fmt.Sprint(i % 4)},
	}}
}

func sampleTable(name string, rows int) page.Table {
	t := page.Table{Name: name, Caption: "Documents", Columns: documentColumns, Total: rows, First: 1,
		Downloads: []page.Link{{Href: "../data/documents.csv", Text: "CSV"}, {Href: "../data/documents.xlsx", Text: "XLSX"}, {Href: "../data/documents.json", Text: "JSON"}}}
	for i := range rows {
		t.Rows = append(t.Rows, sampleRow(i))
	}
	return t
}

func pagedTable() page.Table {
	t := sampleTable("documents", 25)
	t.Total, t.Data = 1204, "../data/documents.js"
	for i := range 5 {
		t.Pages = append(t.Pages, page.Link{Href: fmt.Sprintf("index-%d.html", i+1), Text: fmt.Sprint(i + 1), Current: i == 0})
	}
	return t
}

func wideTable() page.Table {
	t := page.Table{Name: "wide", Caption: "Sixty columns", Total: 2}
	for i := range 60 {
		t.Columns = append(t.Columns, page.Column{Name: fmt.Sprintf("column_%d_with_a_long_name", i), Title: fmt.Sprintf("column_%d_with_a_long_name", i), Type: "number"})
	}
	for r := range 2 {
		row := page.Row{ID: fmt.Sprint(r)}
		for i := range 60 {
			row.Cells = append(row.Cells, page.Cell{Text: fmt.Sprint(i * 1000), Sort: fmt.Sprintf("%09d", i*1000), Note: "n"})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

var sampleCounts = []page.Count{
	{Value: "overdue", Label: "overdue", N: 7, Href: "reviews/index.html#overdue"}, {Value: "due_soon", Label: "due soon", N: 12, Href: "reviews/index.html#due_soon"},
	{Value: "unknown", Label: "review date unknown", N: 31, Href: "reviews/index.html#unknown"}, {Value: "current", Label: "current", N: 154, Href: "reviews/index.html#current"},
	{Value: "not_applicable", Label: "no review needed", N: 0, Href: "reviews/index.html#not_applicable"},
}

func localCounts() []page.Count {
	counts := append([]page.Count{}, sampleCounts...)
	for i := range counts {
		counts[i].Href = "#" + counts[i].Value
	}
	return counts
}

// A sample is a page to render.
type sample struct {
	frame page.Frame
	view  any
}

func samples() []sample {
	var list []sample
	add := func(kind, path, title string, view any, change ...func(*page.Frame)) {
		f := sampleFrame(kind, path, title)
		for _, c := range change {
			c(&f)
		}
		list = append(list, sample{f, view})
	}
	area := func(name string) func(*page.Frame) {
		return func(f *page.Frame) { f.Areas = sampleAreas(f.Root, name) }
	}
	inPolicies := func(f *page.Frame) {
		area("Documents")(f)
		f.Nav = sampleNav(1)
		f.Breadcrumbs = append(f.Breadcrumbs, page.Link{Href: "index.html", Text: "Documents"}, page.Link{Href: "../sections/policies.html", Text: "Policies"})
		f.Prev = &page.Link{Href: "POL-001.html", Text: "Information security policy"}
		f.Next = &page.Link{Href: "POL-003.html", Text: "Acceptable use policy"}
		f.Edit = &page.Link{Href: "https://git.example/isms/edit/main/documents/policies/access-control.md", Text: "Edit this page"}
		f.Source = "documents/policies/access-control.md"
		f.Description = "Who gets access to what, and who decides."
	}
	policies := []page.Link{}
	for i, l := range sampleNav(-1).Entries {
		policies = append(policies, page.Link{Href: "documents/" + l.Href, Text: l.Text, Note: fmt.Sprintf("POL-%03d", i+1)})
	}
	add("home", "index.html", "Northwind ISMS", page.Home{Title: "Northwind ISMS",
		Intro:    "<p>Here is how Northwind keeps information safe: the rules, who is answerable for them, and what is due. If you are new, begin with the information security policy.</p>",
		IntroID:  &page.Link{Href: "documents/DOC-index.html", Text: "About this site"},
		Policies: policies, AllHref: "documents/index.html", Counts: sampleCounts[:4],
		Recent: []page.Link{{Href: "documents/POL-002.html", Text: "Access control policy", Note: "2026-03-28"}, {Href: "documents/PRO-011.html", Text: long, Note: "2026-03-20"},
			{Href: "documents/PRO-004.html", Text: "Joiners, movers and leavers", Note: "2026-03-02"}},
		Sections: []page.Link{{Href: "sections/governance.html", Text: "Governance", Note: "9 documents"}, {Href: "sections/policies.html", Text: "Policies", Note: "64 documents"}, {Href: "sections/procedures.html", Text: "Procedures", Note: "41 documents"}, {Href: "sections/records.html", Text: "Records", Note: "80 documents"}},
		Mine:     []page.Link{{Href: "people/j.dow.html", Text: "Jordan Dow", Note: "4 overdue"}, {Href: "people/m.muller.html", Text: "Maria Müller", Note: "2 overdue"}},
	}, func(f *page.Frame) { area("Home")(f); f.Breadcrumbs = nil })
	add("home", "empty/index.html", "", page.Home{}, func(f *page.Frame) { f.Site = page.Site{Language: "en", AsOf: "2026-03-31"}; f.Areas = nil })
	add("document", "documents/POL-002.html", "Access control policy", sampleDocument(), inPolicies)
	add("document", "documents/hostile.html", hostile, hostileDocument(), inPolicies, func(f *page.Frame) {
		f.Site.Title, f.Site.Footer, f.Site.Contact, f.Site.Edition, f.Description, f.Source = hostile, hostile, hostile, hostile, hostile, hostile
		f.Site.Scope, f.Site.Organisation = hostile, hostile
	})
	add("document", "documents/bare.html", "A bare file", page.Document{ID: "bare", IDFromPath: true, Content: "<p>Text.</p>",
		Badges:  []page.Badge{badge("status", "unknown", "Status unknown"), *review("unknown", "Review date unknown", "")},
		Facts:   []page.Fact{{Name: "version", Label: "Version", Missing: true}, {Name: "status", Label: "Status", Missing: true}, {Name: "owner", Label: "Owner", Missing: true}, {Name: "approver", Label: "Approver", Missing: true}, {Name: "review_due", Label: "Next review", Missing: true}},
		Missing: []string{"Version", "Status", "Owner", "Approver", "Next review"}}, func(f *page.Frame) { f.Site.Preview, f.Site.Pinned = true, false })
	draft := sampleDocument()
	draft.Notice = &page.Notice{Value: "draft", Text: "This is a draft. It is not in force."}
	draft.Badges = []page.Badge{badge("status", "draft", "Draft"), *review("due_soon", "Due in 9 days", "2026-04-09"), badge("classification", "confidential", "Confidential")}
	draft.Content = template.HTML("<h2 id=\"zweck\">Zweck</h2><p>" + strings.Repeat("Zugriff erhält, wer ihn für seine Arbeit braucht. ", 12) + "</p>")
	draft.ReferencedBy = nil
	add("document", "documents/POL-002-de.html", "Richtlinie zur Zugriffskontrolle und zur Verwaltung von Benutzerberechtigungen", draft, inPolicies, func(f *page.Frame) { f.Language = "de" })
	add("entry", "registers/suppliers/S-003.html", "Kontor Cloud Hosting GmbH & Co. KG", page.Entry{ID: "S-003", Singular: "Supplier",
		Register: page.Link{Href: "index.html", Text: "Suppliers"}, Badges: []page.Badge{badge("status", "active", "Active"), badge("level", "high", "High")},
		Facts: []page.Fact{{Name: "service", Label: "Service", Values: []page.Link{{Text: "Hosting of the shipment platform"}}}, {Name: "owner", Label: "Owner", Values: []page.Link{{Href: "../../people/j.dow.html", Text: "Jordan Dow"}}},
			{Name: "contract_end", Label: "Contract ends", Date: "2027-12-31"}, {Name: "certificate", Label: "Certificate", Missing: true},
			{Name: "notes", Label: "Assessment", Long: true, Values: []page.Link{{Text: "Certified to ISO/IEC 27001. Two sites in the same flood zone; the restore test of May 2025 took 9 hours, 3 more than agreed."}}}},
		ReferencedBy: []page.Backlink{{From: page.Link{Href: "../risks/R-007.html", Text: "R-007 Outage of the hosting site"}, Kind: "Risk", Field: "Supplier"}}})
	add("register", "documents/index.html", "Document register", page.Register{Name: "documents", Summary: "All controlled documents, with owner, status and next review.", Table: pagedTable()}, area("Documents"))
	add("register", "registers/wide/index.html", "A register with sixty columns", page.Register{Table: wideTable()}, area("Registers"))
	add("register", "registers/empty/index.html", "Incidents", page.Register{Table: page.Table{Name: "incidents", Empty: "No incident has been recorded.", Columns: documentColumns}})
	add("reviews", "reviews/index.html", "Reviews", page.Reviews{Counts: localCounts(),
		Groups: []page.Group{{Value: "overdue", Label: "Overdue", Open: true, Table: sampleTable("overdue", 6)}, {Value: "due_soon", Label: "Due soon", Open: true, Table: sampleTable("due_soon", 3)}, {Value: "unknown", Label: "Review date unknown", Table: page.Table{}}},
		Owners: page.Table{Name: "owners", Caption: "By owner", Total: 2, Columns: []page.Column{{Name: "owner", Title: "Owner", Type: "text"}, {Name: "overdue", Title: "Overdue", Type: "number"}, {Name: "due_soon", Title: "Due soon", Type: "number"}},
			Rows: []page.Row{{ID: "1", Cells: []page.Cell{{Text: "Jordan Dow", Href: "../people/j.dow.html", Sort: "Dow"}, {Text: "4", Sort: "00004"}, {Text: "1", Sort: "00001"}}}, {ID: "2", Cells: []page.Cell{{Missing: true}, {Text: "12", Sort: "00012"}, {Text: "0", Sort: "00000"}}}}},
		Downloads: []page.Link{{Href: "../data/reviews.csv", Text: "CSV"}}, Calendars: []page.Link{{Href: "../data/reviews.ics", Text: "All reviews", Note: "iCalendar"}, {Href: "../people/j.dow.ics", Text: "Jordan Dow"}}}, area("Reviews"))
	add("section", "sections/policies.html", "Policies", page.Section{Sections: []page.Link{{Href: "policies-it.html", Text: "IT", Note: "12 documents"}, {Href: "policies-hr.html", Text: "People", Note: "4 documents"}}, Table: sampleTable("policies", 8)}, area("Documents"), func(f *page.Frame) { f.Nav = sampleNav(-1) })
	add("person", "people/j.dow.html", "Jordan Dow", page.Person{ID: "j.dow", Facts: []page.Fact{{Name: "job_title", Label: "Job title", Values: []page.Link{{Text: "Head of IT"}}}, {Name: "email", Label: "E-mail", Values: []page.Link{{Href: "mailto:j.dow@northwind.example", Text: "j.dow@northwind.example"}}}},
		Roles: []page.Link{{Href: "head-of-it.html", Text: "Head of IT"}, {Href: "isms-manager.html", Text: "Deputy ISMS manager"}}, Owns: sampleTable("owns", 5),
		Others: []page.Group{{Value: "approves", Label: "Approves", Table: sampleTable("approves", 2)}}, ReferencedBy: sampleDocument().ReferencedBy, Calendar: &page.Link{Href: "j.dow.ics", Text: "Calendar of due reviews"}}, area("People"))
	add("glossary", "glossary.html", "Glossary", page.Glossary{Letters: []page.Letter{
		{Letter: "A", Anchor: "letter-a", Terms: []page.Term{{Anchor: "access", Term: "Access", Definition: "The ability to read, change or use information or a system.", Synonyms: []string{"permission", "right"}, Source: "POL-002", ReferencedBy: []page.Link{{Href: "documents/POL-002.html", Text: "POL-002"}}},
			{Anchor: "asset", Term: "Asset", Definition: "Anything that has value to us: information, and what holds or carries it.", See: []page.Link{{Href: "#access", Text: "Access"}}}}},
		{Letter: "L", Anchor: "letter-l", Terms: []page.Term{{Anchor: "least-privilege", Term: "Least privilege", Definition: "Every account holds the rights its task needs, and no others."}}}}}, area("Glossary"))
	add("tag", "tags/access.html", "access", page.Tag{Lead: "Documents marked “access”.", Table: sampleTable("tag", 3)}, area("Tags"))
	add("tags", "tags/index.html", "Tags", page.Tags{Tags: []page.Link{{Href: "access.html", Text: "access", Note: "3"}, {Href: "identity.html", Text: "identity", Note: "11"}, {Href: "people.html", Text: "people", Note: "1"}}}, area("Tags"))
	add("controls", "controls/index.html", "ISO/IEC 27001:2022, Annex A", page.Controls{Name: "ISO/IEC 27001:2022, Annex A", Rights: "Numbers and titles only; the text is ISO's.",
		Themes: []page.Theme{{Title: "Organizational controls", Anchor: "organizational", Table: sampleTable("a5", 4)}, {Title: "People controls", Anchor: "people", Table: sampleTable("a6", 2)}}}, area("Controls"))
	add("control", "controls/A.5.15.html", "Access control", page.Control{ID: "A.5.15", Catalogue: "ISO/IEC 27001:2022, Annex A", Rights: "Numbers and titles only; the text is ISO's.",
		Facts: []page.Fact{{Name: "theme", Label: "Theme", Values: []page.Link{{Href: "index.html#organizational", Text: "Organizational controls"}}}}, Documents: []page.Link{{Href: "../documents/POL-002.html", Text: "POL-002 Access control policy", Note: "Policy"}},
		Mentions: sampleDocument().ReferencedBy, Prev: &page.Link{Href: "A.5.14.html", Text: "A.5.14 Information transfer"}, Next: &page.Link{Href: "A.5.16.html", Text: "A.5.16 Identity management"}}, area("Controls"))
	add("atoz", "a-z.html", "A to Z", page.AtoZ{Letters: []page.LetterLinks{{Letter: "A", Anchor: "a", Links: []page.Link{{Href: "documents/POL-002.html", Text: "Access control policy", Note: "POL-002"}, {Href: "documents/POL-003.html", Text: "Acceptable use policy"}}}, {Letter: "情", Anchor: "other-1", Links: []page.Link{{Href: "documents/x.html", Text: "情報セキュリティ方針"}}}}}, area("A to Z"))
	add("problems", "problems.html", "Problems", page.Problems{Counts: []page.Count{{Value: "error", Label: "errors", N: 1}, {Value: "warning", Label: "warnings", N: 1}},
		Files: []page.ProblemFile{{Path: "documents/access-control.md", Page: &page.Link{Href: "documents/POL-002.html", Text: "Open page"}, Problems: []page.Problem{
			{Line: 7, Column: 9, Severity: "error", Check: "unknown-person", Message: `owner "j.doe" is not in the people register`, Why: "a document needs an owner who exists (ISO/IEC 27001:2022, 7.5.2)", Fix: `did you mean "j.dow"? Otherwise add j.doe to registers/people.yaml`},
			{Line: 31, Column: 4, Severity: "warning", Check: "raw-html", Message: hostile}}}}})
	add("redirect", "documents/old.html", "Moved", page.Redirect{To: page.Link{Href: "POL-002.html", Text: "Access control policy"}})
	add("notfound", "404.html", "Page not found", page.NotFound{Links: []page.Link{{Href: "/isms/index.html", Text: "Home"}, {Href: "/isms/a-z.html", Text: "A to Z"}}}, func(f *page.Frame) { f.Root = "/isms/"; f.Areas = sampleAreas(f.Root, ""); f.Breadcrumbs = nil })
	add("search", "search.html", "Search", page.SearchPage{Links: []page.Link{{Href: "documents/index.html", Text: "Document register"}, {Href: "a-z.html", Text: "A to Z"}, {Href: "glossary.html", Text: "Glossary"}}}, area("Search"))
	return list
}
