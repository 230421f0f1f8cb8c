package diag

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func sample() List {
	src := &Source{Name: "a b/x.asl.json", Text: "{\n\t\"Ünde\": \"x\", \"Nxt\": 1\n}\n" + strings.Repeat("x", 300) + "\n"}
	off := strings.Index(src.Text, `"Nxt"`)
	far := strings.Index(src.Text, "xxxx") + 200
	return List{
		{
			Code: "SCHEMA_VALIDATION_FAILED", Message: "Field 'Nxt' is not supported", Location: "/States/A", Help: "Did you mean 'Next'?",
			Source: src, Span: Span{src.Pos(off), src.Pos(off + 5)},
		},
		{
			Severity: Warning, Code: "LONG", Message: "first line\n second, 100%", Source: src, Span: Span{src.Pos(far), src.Pos(far + 150)},
		},
		{Severity: Note, Code: "NOWHERE", Message: "a machine\nwithout a place"},
		{Code: "ALL", Message: "the whole text", Source: src, Span: Span{src.Pos(0), src.Pos(len(src.Text))}},
	}
}

func TestRender(t *testing.T) {
	for _, f := range Formats() {
		for _, color := range []bool{false, true} {
			name := string(f) + ".golden"
			if color {
				if f != FormatText && f != FormatLine {
					continue
				}
				name = string(f) + ".color.golden"
			}
			var got bytes.Buffer
			if err := Render(&got, sample(), Options{Format: f, Color: color, Tool: Tool{Version: "1.2.3"}}); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("%s:\n%s\nwant:\n%s", name, got.String(), want)
			}
		}
	}
}

func TestRenderRefusesUnknownFormat(t *testing.T) {
	if err := Render(&bytes.Buffer{}, nil, Options{Format: "xml"}); err == nil {
		t.Error("no error")
	}
}
