package generator

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers are the packages below this one, as doc.go lists them. A package imports from lower layers only.
var layers = map[string]int{
	"cmd/ismsite": 9, "generator/preview": 8, "generator": 7, "generator/theme": 6, "generator/search": 6, "generator/page": 5,
	"generator/check": 4, "generator/isms": 3, "generator/register": 2, "generator/markdown": 1, "generator/catalogue": 1,
	"generator/report": 1, "generator/source": 0, "generator/date": 0, "generator/publish": 0,
	"themes": 0, "content-example": 0, "cmd/bench": 9, "cmd/bench/corpus": 0,
}

// homes are the packages that may use a library; replacing one touches one package.
var homes = map[string][]string{
	"github.com/yuin/goldmark": {"generator/markdown", "cmd/bench"}, "go.yaml.in/yaml": {"generator/source"}, "github.com/blevesearch": {"generator/search"},
	"github.com/Masterminds/sprig": {"generator/theme"}, "github.com/fsnotify": {"generator/preview"}, "github.com/xuri/excelize": {"generator/report"},
	"github.com/spf13/cobra": {"cmd/ismsite"}, "github.com/alecthomas/chroma": {"generator/markdown"}, "github.com/tdewolff/minify": {"generator/theme"},
}

func TestPackagesImportFromLowerLayers(t *testing.T) {
	repository := os.DirFS("..")
	err := fs.WalkDir(repository, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(repository, name)
		if err != nil {
			return err
		}
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		from := path.Dir(name)
		layer, known := layers[from]
		if !known {
			t.Errorf("%s: the package %s is in no layer; say in this test, and in doc.go, where it belongs", name, from)
			return nil
		}
		for _, imported := range parsed.Imports {
			to, _ := strconv.Unquote(imported.Path.Value)
			if inner, ok := strings.CutPrefix(to, "ismsite/"); ok && layers[inner] >= layer {
				t.Errorf("%s: %s, of layer %d, imports %s, of layer %d", files.Position(imported.Pos()), from, layer, inner, layers[inner])
			}
			for library, home := range homes {
				if strings.HasPrefix(to, library) && !slices.Contains(home, from) {
					t.Errorf("%s: %s belongs to %s", files.Position(imported.Pos()), to, home)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
