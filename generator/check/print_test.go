package check

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"ismsite/generator/source"
)

var printable = []source.Problem{
	{Pos: source.Pos{File: "documents/access-control.md", Line: 7, Column: 9}, Check: "unknown-person", Severity: source.Error,
		Message: `owner "j.doe" is not in the people register`, Why: "a document needs an owner who exists (ISO/IEC 27001:2022, 7.5.2)",
		Fix: `did you mean "j.dow"? Otherwise add j.doe to registers/people.yaml`, See: source.Pos{File: "registers/people.yaml", Line: 12, Column: 3}},
	{Pos: source.Pos{File: "static/setup.exe"}, Check: "unsafe-file", Severity: source.Warning, Message: "is <not> published & stays"},
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	want, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextIsWhatDesignPromises(t *testing.T) {
	var b strings.Builder
	if err := Text(&b, printable); err != nil {
		t.Fatal(err)
	}
	golden(t, "problems.txt", b.String())
}

func TestJSONIsWhatDesignPromises(t *testing.T) {
	var b strings.Builder
	if err := JSON(&b, printable, asOf); err != nil {
		t.Fatal(err)
	}
	golden(t, "problems.json", b.String())
	var read struct {
		AsOf     string `json:"as_of"`
		Problems []map[string]any
	}
	if err := json.Unmarshal([]byte(b.String()), &read); err != nil || read.AsOf != "2026-03-31" || len(read.Problems) != 2 {
		t.Errorf("read back: %v, %v", read, err)
	}
}

func TestNoProblemsAreAnEmptyList(t *testing.T) {
	var text, list strings.Builder
	if err := Text(&text, nil); err != nil || text.String() != "" {
		t.Errorf("text %q, %v", text.String(), err)
	}
	if err := JSON(&list, nil, asOf); err != nil || !strings.Contains(list.String(), `"problems": []`) {
		t.Errorf("JSON %s, %v", list.String(), err)
	}
}

// A failing writer stands for a closed pipe.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestPrintingReportsAFailedWrite(t *testing.T) {
	if err := Text(failing{}, printable); err == nil {
		t.Error("Text says nothing")
	}
	if err := JSON(failing{}, printable, asOf); err == nil {
		t.Error("JSON says nothing")
	}
}
