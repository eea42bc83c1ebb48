package source

import (
	"fmt"
	"strings"
	"testing"
)

// writtenRows shows rows as "name=text@line:column" behind each other, rows divided by bars.
func writtenRows(rows Rows) string {
	var all []string
	for _, row := range rows.Rows {
		var cells []string
		for _, f := range row.Fields {
			cells = append(cells, fmt.Sprintf("%s=%s@%d:%d", f.Key, f.Value.Text, f.Pos.Line, f.Pos.Column))
		}
		all = append(all, strings.Join(cells, " "))
	}
	return strings.Join(all, " | ")
}

func TestCSV(t *testing.T) {
	for _, c := range []struct{ name, in, want, problems string }{
		{"an empty file is an empty table", "", "", ""},
		{"blank lines are an empty table", "\n\n", "", ""},
		{"a header alone has no rows", "id,name\n", "", ""},
		{"commas divide", "id,name\n1,Anna\n2,Ben\n", "id=1@2:1 name=Anna@2:3 | id=2@3:1 name=Ben@3:3", ""},
		{"the last line may lack its end", "id,name\n1,Anna", "id=1@2:1 name=Anna@2:3", ""},
		{"semicolons divide", "id;name\n1;Keller, Anna\n", "id=1@2:1 name=Keller, Anna@2:3", ""},
		{"tabs divide", "id\tname\n1\tAnna\n", "id=1@2:1 name=Anna@2:3", ""},
		{"the delimiter of the header counts, not that of cells", "id;name\n1;a,b,c,d\n", "id=1@2:1 name=a,b,c,d@2:3", ""},
		{"a delimiter in quotes does not count", "id;\"a,b,c\"\n1;x\n", "id=1@2:1 a,b,c=x@2:3", ""},
		{"one column needs no delimiter", "id\n1\n", "id=1@2:1", ""},
		{"letters stay as written", "id,version,ok\n007,1.10,no\n", "id=007@2:1 version=1.10@2:5 ok=no@2:10", ""},
		{"quotes go, doubled quotes stay single", "id,name\n1,\"the \"\"new\"\" office\"\n", "id=1@2:1 name=the \"new\" office@2:3", ""},
		{"a quoted cell may hold the delimiter", "id,name\n1,\"Acme, Inc.\"\n", "id=1@2:1 name=Acme, Inc.@2:3", ""},
		{"a quoted cell may hold line ends", "id,name,x\n1,\"a\nb\",c\n2,d,e\n", "id=1@2:1 name=a\nb@2:3 x=c@3:4 | id=2@4:1 name=d@4:3 x=e@4:5", ""},
		{"blanks around cells go", "id , name\n 1 , Anna \n", "id=1@2:2 name=Anna@2:6", ""},
		{"columns count characters", "id,name\nä,ö\n", "id=ä@2:1 name=ö@2:3", ""},
		{"empty cells are not given", "id,name,x\n1,,y\n", "id=1@2:1 x=y@2:4", ""},
		{"empty lines are passed over", "\nid,name\n\n1,a\n\n", "id=1@4:1 name=a@4:3", ""},
		{"rows of delimiters are passed over", "id,name,x\n,,\n,\n , , ,\n1,a,b\n", "id=1@5:1 name=a@5:3 x=b@5:5", ""},
		{"a line of blanks is passed over", "id,name\n   \n1,a\n", "id=1@3:1 name=a@3:3", ""},
		{"a short row is kept and reported", "id,name,x\n1,a\n2,b,c\n", "id=1@2:1 name=a@2:3 | id=2@3:1 name=b@3:3 x=c@3:5", "ragged-row@2:1"},
		{"a long row is kept and reported", "id,name\n1,Acme, Inc.\n", "id=1@2:1 name=Acme@2:3", "ragged-row@2:1"},
		{"a ragged row behind a cell of two lines is named rightly", "id,name\n1,\"a\nb\"\n2\n", "id=1@2:1 name=a\nb@2:3 | id=2@4:1", "ragged-row@4:1"},
		{"of two equal columns the first counts", "id,name,name\n1,a,b\n", "id=1@2:1 name=a@2:3", "duplicate-key@1:9"},
		{"of two equal columns the first counts when it is empty", "id,name,name\n1,,b\n", "id=1@2:1", "duplicate-key@1:9"},
		{"a column without a name is not read", "id,,x\n1,a,b\n", "id=1@2:1 x=b@2:5", ""},
		{"a quote in the middle costs its row", "id,name\n1,5\" disk\n2,b\n", "id=2@3:1 name=b@3:3", "csv-syntax@2:4"},
		{"the place of a quote counts characters", "id,name\nää,ö\" disk\n2,b\n", "id=2@3:1 name=b@3:3", "csv-syntax@2:5"},
		{"text behind a closing quote costs its row", "id,name\n1,\"a\"b\n2,b\n", "id=2@3:1 name=b@3:3", "csv-syntax@2:5"},
		{"an unclosed quote costs its row and no other", "id,name\n1,\"a\n2,b\n3,c\n", "id=2@3:1 name=b@3:3 | id=3@4:1 name=c@4:3", "csv-syntax@2:3"},
		{"an unclosed quote before quoted cells costs its row", "id,name\n1,\"a\n2,\"b\"\n3,c\n", "id=2@3:1 name=b@3:3 | id=3@4:1 name=c@4:3", "csv-syntax@2:3"},
		{"an unclosed quote on the last line costs it", "id,name\n1,a\n2,\"b", "id=1@2:1 name=a@2:3", "csv-syntax@3:3"},
		{"each bad row is named", "id,name\n1,a\"\n2,b\n3,c\"\n4,d\n", "id=2@3:1 name=b@3:3 | id=4@5:1 name=d@5:3", "csv-syntax@2:4 csv-syntax@4:4"},
		{"no row takes the place of a broken header", "id,na\"me\n1,a\n2,b\n", "", "csv-syntax@1:6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, problems := CSV("r.csv", []byte(c.in))
			if got := writtenRows(rows); got != c.want {
				t.Errorf("CSV(%q)\ngot  %s\nwant %s", c.in, got, c.want)
			}
			if got := said(problems); got != c.problems {
				t.Errorf("problems of CSV(%q)\ngot  %s\nwant %s\n%v", c.in, got, c.problems, problems)
			}
		})
	}
}

func TestCSVNamesWhatIsLeftOver(t *testing.T) {
	_, problems := CSV("r.csv", []byte("id;name\nSUP-1;Acme;Berlin;\"a \"\"b\"\"\"\n"))
	want := `row "SUP-1" has 4 cells, the header has 2; left over: "Berlin;a \"b\""`
	if len(problems) != 1 || problems[0].Message != want {
		t.Errorf("got %v, want one problem that says %s", problems, want)
	}
}

func TestCSVWithMarkAndCarriageReturns(t *testing.T) {
	text, _ := Text("r.csv", []byte("\ufeffid;name\r\n1;\"a\r\nb\"\r\n2\r\n"))
	rows, problems := CSV("r.csv", text)
	if got, want := writtenRows(rows), "id=1@2:1 name=a\nb@2:3 | id=2@4:1"; got != want || said(problems) != "ragged-row@4:1" {
		t.Errorf("got %q with %s, want %q with ragged-row@4:1", got, said(problems), want)
	}
	if got := rows.Header[0].Key; got != "id" {
		t.Errorf("first column: got %q, want %q", got, "id")
	}
}

func TestCSVBeyondItsLimits(t *testing.T) {
	wide := strings.Repeat("c,", 100_000)
	for _, c := range []struct {
		name, in string
		rows     int
	}{
		{"a hundred thousand columns", wide + "\n" + wide + "\n", 1},
		{"different names too", "a" + strings.Join(strings.Split(manyKeys(20_000), ": v\n"), ",") + "\n1," + wide + "\n", 1},
		{"ten thousand unclosed quotes", "id,name\n" + strings.Repeat("1,\"a\n", 10_000), 0},
		{"ten thousand bad quotes", "id,name\n" + strings.Repeat("1,a\"\n", 10_000), 0},
		{"a hundred thousand lists in one line", "id,name\n" + strings.Repeat("\"a,b\",", 100_000) + "\n", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, problems := CSV("r.csv", []byte(c.in))
			if len(problems) == 0 {
				t.Errorf("%.40q…: no problem is reported", c.in)
			}
			if len(rows.Rows) < c.rows {
				t.Errorf("%.40q…: got %d rows, want at least %d", c.in, len(rows.Rows), c.rows)
			}
		})
	}
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"", "a", "a,b\n1,2", "a;b\n1;\"2\n3\"\n4", "a\tb\n1\t2\n", "a,a\n1,2,3\n", "a,b\n1,\"x\n2,y\n", "a,b\n1\"\n", "\ufeffa,b\r\n1,2\r\n", "a,b\n\"\"\"\n\"",
		"a,b\n\"x\"y,z\n", "\n\n,\n1,2", "ä,ö\nü\"ß,x\n", "a,b\n\"1;2\",3\n", "\"a\nb\",c\n1,2\n", "a,b\n\x00,\xff\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		text, _ := Text("r.csv", in)
		rows, problems := CSV("r.csv", text)
		within := inside(text)
		for _, p := range problems {
			within(t, p.Pos)
		}
		for _, column := range rows.Header {
			within(t, column.Pos)
		}
		last := Pos{}
		for _, row := range rows.Rows {
			within(t, row.Pos)
			if row.Pos.Compare(last) <= 0 {
				t.Fatalf("row %v does not stand behind %v", row.Pos, last)
			}
			last = row.Pos
			for i, field := range row.Fields {
				within(t, field.Pos)
				if row.Fields.Get(field.Key) != &row.Fields[i] || strings.TrimSpace(field.Value.Text) == "" {
					t.Fatalf("cell %q of %q is empty or stands twice", field.Key, text)
				}
			}
		}
	})
}
