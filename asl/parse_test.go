package asl

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stepmill/stepmill/asl/diag"
)

// definitions returns the published definitions beside the repository, none where the folder is absent.
func definitions(t testing.TB) map[string]string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join("..", "..", "shared", "definitions", "*.json"))
	if len(files) == 0 {
		t.Skip("the shared definitions are not here")
	}
	texts := make(map[string]string)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(f)] = string(b)
	}
	return texts
}

func TestParsePublishedDefinitions(t *testing.T) {
	// Their authors' own mistakes, which AWS refuses as well.
	mistakes := map[string]string{
		"shared-fallback-state-jsonata__statemachine__statemachine.asl.json": CodeSchema +
			": Expected value of type [OBJECT] at /States/QueryLanguage\n",
	}
	for name, text := range definitions(t) {
		m, found := Parse(&diag.Source{Name: name, Text: text})
		if found.String() != mistakes[name] {
			t.Errorf("%s:\n%s", name, found)
		}
		if m.StartAt == nil || len(m.States) == 0 || m.Find(m.StartAt.Value) == nil {
			t.Errorf("%s: the first state is missing", name)
		}
	}
}
