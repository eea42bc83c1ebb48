package register

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"ismsite/generator/date"
	"ismsite/generator/source"
)

// A Profile says whose management system this is and by which rules it is kept: the file isms.yaml. Its zero value
// is that of a bare folder.
type Profile struct {
	Record
	SiteTitle      string
	Organisation   Organisation
	Language       string
	TimeZone       string
	AsOf           date.Date // fixed date of all states; zero for today
	BaseURL        string
	EditURL        string // with {path} in it
	Accent         string
	Logo           string
	Footer         string
	Classes        []string // classifications, lowest first
	DefaultClass   string
	Types          []DocType
	Lead           Period
	ReviewEvery    Period
	ReviewByType   map[string]Period
	Aliases        map[string]string // foreign front-matter keys, and ours
	Exclude        source.Patterns
	Checks         map[string]source.Severity
	Catalogues     []string
	NoSearch       bool
	Declared       []*Kind
	LocationLoaded *time.Location // of TimeZone, UTC for a bare folder
}

// An Organisation is whose management system it is (ISO/IEC 27001:2022, 4.3 for the scope).
type Organisation struct {
	Name    string
	Legal   string
	Scope   string
	Website string
	Contact string
}

// Classifications are the customary ones, used when the profile names none.
var Classifications = []string{"public", "internal", "confidential", "restricted"}

var profileKind = &Kind{Name: "profile", Title: "Profile", Singular: "Profile", Summary: "The file isms.yaml", New: func() Entry { return new(Profile) }}

func init() { profileKind.fields = describe(new(Profile).Fields) }

// ProfileFields describes the keys of isms.yaml.
func ProfileFields() []Field { return profileKind.fields }

// LoadProfile reads the text of isms.yaml; no text gives the profile of a bare folder. Every problem of a profile
// is an error: a rule that cannot be read must not be passed over.
func LoadProfile(text []byte) (*Profile, []source.Problem) {
	p := &Profile{}
	p.Kind = profileKind
	at := source.Pos{File: source.ProfileName, Line: 1, Column: 1}
	content, problems := source.Text(source.ProfileName, text)
	value, found := source.YAML(source.ProfileName, content, 1, source.FileLimits)
	problems = append(problems, found...)
	if value.Kind == source.Scalar || value.Kind == source.List {
		problems = append(problems, source.Problem{Pos: at, Check: "profile", Message: fmt.Sprintf("the profile holds %s instead of lines of the form key: value", value.Kind)})
	}
	f := &Form{mode: decoding, fields: profileKind.fields, file: source.ProfileName, at: at, record: &p.Record}
	p.unknown(f, f.accept(value.Fields, nil), "", f.fields)
	p.Fields(f)
	for name, g := range f.given {
		p.given = append(p.given, place{name: name, pos: g.Value.Pos})
	}
	problems = append(problems, slices.DeleteFunc(f.problems, func(p source.Problem) bool {
		return p.Check == "foreign-value" || p.Check == "foreign-key" // "true" for yes needs no remark here
	})...)
	for i := range problems {
		problems[i].Severity = source.Error
		problems[i].Check = "profile"
	}
	p.defaults()
	return p, problems
}

func (p *Profile) unknown(f *Form, fields source.Fields, within string, known []Field) {
	names := make([]string, len(known))
	for i, field := range known {
		names[i] = field.Name
	}
	for _, field := range fields {
		fix := "the keys are: " + strings.Join(names, ", ")
		if near := Nearest(field.Key, names); near != "" {
			fix = fmt.Sprintf("did you mean %q?", near)
		}
		f.report(field.Pos, "profile", fmt.Sprintf("%q is not a key of the profile%s", field.Key, within), fix)
	}
}

func (p *Profile) defaults() {
	if p.Language == "" {
		p.Language = "en"
	}
	if p.LocationLoaded == nil {
		p.LocationLoaded = time.UTC
	}
	if len(p.Classes) == 0 {
		p.Classes = Classifications
	}
	if p.Lead.Text == "" {
		p.Lead.Period = date.Period{Days: 30}
	}
}

// Fields are the keys of isms.yaml.
func (p *Profile) Fields(f *Form) {
	f.Text("title", &p.SiteTitle, Help("name of the site"))
	p.group(f, "organisation", p.Organisation.fields(&p.Organisation), Help("name, legal_name, scope, website, contact"))
	f.Text("language", &p.Language, Help("of the site's own texts: en, de, or one for which theme/texts has a file"))
	f.Text("time_zone", &p.TimeZone, Help("decides which day is today: Europe/Berlin; default UTC"))
	f.Date("as_of", &p.AsOf, Help("a fixed date for all states, for demos and sealed copies; default today"))
	f.URL("base_url", &p.BaseURL, Help("where the site is published; for the sitemap"))
	f.Text("edit_url", &p.EditURL, Help("address of \"Edit this page\", with {path} in it"))
	f.Text("accent", &p.Accent, Help("the one colour of the site: \"#0b5c6b\""))
	f.Text("logo", &p.Logo, Help("path of an image: static/logo.svg"))
	f.Text("footer", &p.Footer, Help("a line at the foot of every page"))
	f.Texts("classifications", &p.Classes, Help("lowest first; default public, internal, confidential, restricted"))
	f.Text("default_classification", &p.DefaultClass, Help("of documents that name none"))
	p.pairs(f, "types", Help("further document types: id and title"), func(key source.Field, text string) {
		p.Types = append(p.Types, DocType{ID: key.Key, Title: text})
	})
	p.group(f, "review", p.reviewFields, Help("lead_time (default 30 days), default, by_type: how often documents are reviewed"))
	p.group(f, "front_matter", p.frontMatterFields, Help("aliases: foreign keys and ours, {document_owner: owner}"))
	f.Texts("exclude", (*[]string)(&p.Exclude), Help("patterns of files to leave out: drafts/, \"*.tmp.md\", notes/**"))
	p.pairs(f, "checks", Help("severity of a check: {review-overdue: error, orphan-page: off}"), func(key source.Field, text string) {
		p.severity(f, key, text)
	})
	f.Texts("catalogues", &p.Catalogues, Help("control catalogues in use; default iso27001-2022"))
	var search string
	f.Choice("search", &search, []string{"yes", "no"}, Meaning(map[string]string{"true": "yes", "on": "yes", "false": "no", "off": "no"}), Help("no for a site without a search index"))
	p.group(f, "registers", nil, Help("registers of your own: name, and title, singular, prefix, summary, columns"))
	if f.mode == decoding {
		p.NoSearch = search == "no"
		p.declare(f)
		p.verify(f)
	}
}

func (*Organisation) fields(o *Organisation) func(*Form) {
	return func(f *Form) {
		f.Text("name", &o.Name)
		f.Text("legal_name", &o.Legal)
		f.Long("scope", &o.Scope)
		f.URL("website", &o.Website)
		f.Text("contact", &o.Contact)
	}
}

func (p *Profile) reviewFields(f *Form) {
	f.Period("lead_time", &p.Lead)
	f.Period("default", &p.ReviewEvery)
	p.pairs(f, "by_type", nil, func(key source.Field, text string) {
		period := Period{Text: text}
		sub := &Form{mode: decoding, fields: []Field{{Name: key.Key, Type: Every}}, given: map[string]source.Field{key.Key: key}}
		sub.Period(key.Key, &period)
		f.problems = append(f.problems, sub.problems...)
		if p.ReviewByType == nil {
			p.ReviewByType = map[string]Period{}
		}
		p.ReviewByType[p.knownType(f, key)] = period
	})
}

// knownType returns the id of the document type that a key names by id or title; another name is a problem.
func (p *Profile) knownType(f *Form, key source.Field) string {
	word := normalize(key.Key)
	var names []string
	for _, t := range p.DocTypes() {
		if normalize(t.ID) == word || normalize(t.Title) == word {
			return t.ID
		}
		names = append(names, t.ID)
	}
	fix := "use a type that exists, or add it to types"
	if near := Nearest(word, names); near != "" {
		fix = fmt.Sprintf("did you mean %q?", near)
	}
	f.report(key.Pos, "profile", fmt.Sprintf("%q is not a type of document", key.Key), fix)
	return key.Key
}

func (p *Profile) frontMatterFields(f *Form) {
	p.pairs(f, "aliases", nil, func(key source.Field, text string) {
		if p.Aliases == nil {
			p.Aliases = map[string]string{}
		}
		if !slices.ContainsFunc(documents.fields, func(field Field) bool { return field.Name == text }) {
			f.report(key.Value.Pos, "profile", fmt.Sprintf("%q is not a key of a document", text), "")
		}
		p.Aliases[key.Key] = text
	})
}

// group is a key that holds a mapping with a form of its own.
func (p *Profile) group(f *Form, name string, fill func(*Form), help Option) {
	_, given, ok := f.step(name, Nested, "", []Option{help})
	if f.mode != decoding || !ok || fill == nil {
		return
	}
	sub := &Form{mode: decoding, fields: describe(fill), file: f.file, at: given.Pos}
	if given.Value.Kind != source.Map {
		f.report(given.Value.Pos, "profile", fmt.Sprintf("%s holds %s; it takes lines of the form key: value", name, given.Value.Kind), "")
		return
	}
	p.unknown(sub, sub.accept(given.Value.Fields, nil), " below "+name, sub.fields)
	fill(sub)
	f.problems = append(f.problems, sub.problems...)
}

// within reads a field whose name the author chose as a group.
func (p *Profile) within(f *Form, field source.Field, fill func(*Form)) {
	one := &Form{mode: decoding, fields: []Field{{Name: field.Key}}, given: map[string]source.Field{field.Key: field}, file: f.file}
	p.group(one, field.Key, fill, Help(""))
	f.problems = append(f.problems, one.problems...)
}

// pairs is a key that holds a mapping from names to texts.
func (p *Profile) pairs(f *Form, name string, help Option, each func(source.Field, string)) {
	var options []Option
	if help != nil {
		options = append(options, help)
	}
	_, given, ok := f.step(name, Nested, "", options)
	if f.mode != decoding || !ok {
		return
	}
	if given.Value.Kind != source.Map {
		f.report(given.Value.Pos, "profile", fmt.Sprintf("%s holds %s; it takes lines of the form key: value", name, given.Value.Kind), "")
		return
	}
	for _, field := range given.Value.Fields {
		if field.Value.Kind != source.Scalar {
			f.report(field.Value.Pos, "profile", fmt.Sprintf("%s: %s takes one value", name, field.Key), "")
			continue
		}
		each(field, strings.TrimSpace(field.Value.Text))
	}
}

func (p *Profile) severity(f *Form, key source.Field, text string) {
	severity, ok := source.ParseSeverity(text)
	if !ok {
		f.report(key.Value.Pos, "profile", fmt.Sprintf("%q is not a severity", text), "use one of: "+strings.Join(source.Severities(), ", "))
		return
	}
	if p.Checks == nil {
		p.Checks = map[string]source.Severity{}
	}
	p.Checks[key.Key] = severity
}

// declare reads the registers that the profile declares.
func (p *Profile) declare(f *Form) {
	given, ok := f.given["registers"]
	if !ok || given.Value.Kind != source.Map {
		return
	}
	for _, field := range given.Value.Fields {
		var title, singular, prefix, summary string
		var columns []Column
		sub := func(f *Form) {
			f.Text("title", &title)
			f.Text("singular", &singular)
			f.Text("prefix", &prefix)
			f.Long("summary", &summary)
			p.columns(f, &columns)
		}
		p.within(f, field, sub)
		if KindNamed(Kinds, field.Key) != nil || !registerName.MatchString(field.Key) {
			f.report(field.Pos, "profile", fmt.Sprintf("%q cannot be the name of a register of your own", field.Key), "choose another name, in lower case letters, digits and hyphens")
			continue
		}
		if title == "" {
			title = field.Key
		}
		if singular == "" {
			singular = title
		}
		p.Declared = append(p.Declared, Declare(field.Key, title, singular, prefix, summary, columns))
	}
}

var registerName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

func (p *Profile) columns(f *Form, columns *[]Column) {
	_, given, ok := f.step("columns", Nested, "", nil)
	if f.mode != decoding || !ok {
		return
	}
	if given.Value.Kind != source.Map {
		f.report(given.Value.Pos, "profile", "columns takes lines of the form name: {type: text}", "")
		return
	}
	for _, field := range given.Value.Fields {
		c := Column{Name: field.Key, Title: field.Key, Type: Text}
		if field.Value.Kind == source.Scalar { // name: date
			field.Value = source.Value{Kind: source.Map, Pos: field.Value.Pos, Fields: source.Fields{{Key: "type", Pos: field.Pos, Value: field.Value}}}
		}
		p.within(f, field, c.fields)
		if c.Type == Choice && len(c.Values) == 0 {
			f.report(field.Pos, "profile", fmt.Sprintf("the column %q is a choice without values", field.Key), "add values: [first, second]")
		}
		*columns = append(*columns, c)
	}
}

func (c *Column) fields(f *Form) {
	t, required, to := string(c.Type), "", string(c.To)
	f.Choice("type", &t, ColumnTypes)
	f.Text("title", &c.Title)
	f.Choice("required", &required, []string{"yes", "no"}, Meaning(map[string]string{"true": "yes", "false": "no"}))
	f.Texts("values", &c.Values)
	f.Choice("to", &to, []string{string(ToDocuments), string(ToControls), string(ToPeople), string(ToClauses), string(ToAny)})
	c.Type, c.Required, c.To = Type(t), required == "yes", Target(to)
}

var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

var colour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// verify checks values that depend on each other or on more than their shape.
func (p *Profile) verify(f *Form) {
	if p.TimeZone != "" {
		location, err := time.LoadLocation(p.TimeZone)
		if err != nil || p.TimeZone == "Local" { // that of the machine, which differs from one to the next
			location = nil
			f.report(f.given["time_zone"].Value.Pos, "profile", fmt.Sprintf("%q is not a time zone", p.TimeZone), "write it like Europe/Berlin")
		}
		p.LocationLoaded = location
	}
	if p.Language != "" && !languageTag.MatchString(p.Language) {
		f.report(f.given["language"].Value.Pos, "profile", fmt.Sprintf("%q is not a language", p.Language), "write its short form: en, de, fr-CH")
		p.Language = ""
	}
	if p.Accent != "" && !colour.MatchString(p.Accent) {
		f.report(f.given["accent"].Value.Pos, "profile", fmt.Sprintf("%q is not a colour", p.Accent), `write it in quotes, like "#0b5c6b"`)
		p.Accent = ""
	}
	if p.EditURL != "" && !strings.Contains(p.EditURL, "{path}") {
		f.report(f.given["edit_url"].Value.Pos, "profile", "edit_url has no {path} in it", "put {path} where the file's path belongs")
	}
	if err := p.Exclude.Check(); err != nil {
		f.report(f.given["exclude"].Value.Pos, "profile", err.Error(), "")
	}
	classes := p.Classes
	if len(classes) == 0 {
		classes = Classifications
	}
	if p.DefaultClass != "" && !slices.Contains(classes, p.DefaultClass) {
		f.report(f.given["default_classification"].Value.Pos, "profile", fmt.Sprintf("%q is not one of the classifications", p.DefaultClass), "use one of: "+strings.Join(classes, ", "))
		p.DefaultClass = ""
	}
}
