package project_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/stepmill/stepmill/engine/project"
)

// FuzzLoad reads a text as either file. There is nothing it may do to the loader but have it report findings.
func FuzzLoad(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, m := range a.Files {
			if m.Name == project.FileName || m.Name == project.TemplateNames[0] {
				f.Add(m.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, name := range []string{project.FileName, project.TemplateNames[0]} {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
				t.Fatal(err)
			}
			p, found, err := project.Load(dir)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, d := range found {
				if d.Message == "" || d.Source == nil {
					t.Errorf("%s: a finding without a message or a source: %+v", name, d)
				}
			}
			for _, m := range p.Machines {
				if m.Name == "" || m.Source == nil {
					t.Errorf("%s: a machine without a name or a definition: %+v", name, m)
				}
			}
		}
	})
}
