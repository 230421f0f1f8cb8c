package check

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stepmill/stepmill/asl/diag"
)

// FuzzCheck checks that no definition makes the checker panic and that every finding is inside the text.
func FuzzCheck(f *testing.F) {
	for _, pattern := range []string{"err/*.json", "ok/*.json", "err/*.yaml", "ok/*.yaml"} {
		files, _ := filepath.Glob(filepath.Join("testdata", filepath.FromSlash(pattern)))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text), false)
		}
	}
	f.Fuzz(func(t *testing.T, text string, express bool) {
		m, found := Source(&diag.Source{Name: "x", Text: text}, Config{Express: express})
		for _, d := range found {
			s := d.Span
			if s.Start.Offset < 0 || s.End.Offset < s.Start.Offset || s.End.Offset > len(text) {
				t.Errorf("%s: %s at %+v, outside the text", d.Code, d.Message, s)
			}
		}
		VariableReferences(m)
		render(t, found)
	})
}
