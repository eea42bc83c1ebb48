package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCheckPath(t *testing.T) {
	for _, c := range []struct{ name, path, says string }{
		{"a page", "documents/POL-002.html", ""},
		{"a name with a dot in front", ".well-known/security.txt", ""},
		{"another alphabet and blanks", "static/Übersicht 日本.pdf", ""},
		{"names that begin like devices", "console/com10.html", ""},
		{"two dots within a name", "a..b", ""},
		{"nothing", "", "is empty"},
		{"an absolute path", "/etc/passwd", "not relative"},
		{"the way out", "a/../../b", `the element ".."`},
		{"a dot", "./a", `the element "."`},
		{"an empty element", "a//b", "empty element"},
		{"a folder", "a/", "empty element"},
		{"a backslash", `a\b`, "not every system"},
		{"a drive", "C:/a", "not every system"},
		{"a NUL", "a\x00b", "not every system"},
		{"a line break", "a\nb", "not every system"},
		{"invalid UTF-8", "a\xff", "UTF-8"},
		{"a device", "NUL", "device"},
		{"a device with an extension", "documents/aux.html", "device"},
		{"a device with a small digit", "com¹.txt", "device"},
		{"a dot at the end", "a./b", "Windows drops"},
		{"a blank at the end", "a ", "Windows drops"},
		{"a long element", strings.Repeat("x", 256), "255 bytes"},
		{"a long path", strings.Repeat("x/", 600) + "x", "1024 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := CheckPath(c.path)
			if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("CheckPath(%q) = %v, want %q", c.path, err, c.says)
			}
		})
	}
}

func TestCollidingPathsAreRefused(t *testing.T) {
	for _, c := range []struct {
		name, a, b, says string
	}{
		{"different files", "a/b.html", "a/c.html", ""},
		{"folders that differ in case only", "A/b.html", "a/c.html", ""},
		{"the same file twice", "a.html", "a.html", "given twice"},
		{"two spellings of one file", "A.html", "a.html", "letter case"},
		{"two spellings by way of a folder", "A/x.html", "a/x.html", "letter case"},
		{"one letter in two pieces", "\u00fc.html", "u\u0308.html", "letter case"},
		{"a file and a folder", "a", "a/b", "needs a folder"},
		{"a file and a folder in another case", "A/b/c", "a", "needs a folder"},
		{"the mark of ownership", "a", ".ismsite", "kept for the mark"},
		{"a folder named like the mark", "a", ".ISMSITE/b", "needs a folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := checkFiles([]File{file(c.a, ""), file(c.b, "")})
			if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("%q and %q: got %v, want %q", c.a, c.b, err, c.says)
			}
		})
	}
}

func FuzzCheckPath(f *testing.F) {
	for _, seed := range []string{"index.html", "a/../b", "/x", "..", "a\\..\\b", "nul", "a/./b", "C:x", "con .txt", "ü/ "} {
		f.Add(seed)
	}
	base := f.TempDir()
	f.Fuzz(func(t *testing.T, path string) {
		if CheckPath(path) != nil {
			return
		}
		if !utf8.ValidString(path) || !filepath.IsLocal(filepath.FromSlash(path)) || filepath.ToSlash(filepath.Clean(path)) != path {
			t.Fatalf("CheckPath lets %q pass", path)
		}
		if checkFiles([]File{file(path, "x")}) != nil {
			return
		}
		dir := filepath.Join(base, "site")
		publish(t, dir, []File{file(path, "x")})
		if got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path))); err != nil || string(got) != "x" {
			t.Fatalf("%q is read back as %q, %v", path, got, err)
		}
	})
}
