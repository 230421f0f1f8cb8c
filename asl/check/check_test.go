package check

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/diag"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestErr checks the definitions of testdata/err, each beside its rendered findings. A name that begins with express_ is
// checked as an Express machine. Every finding must say what to do.
func TestErr(t *testing.T) {
	for _, file := range testFiles(t, "err") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			found := checkFile(t, file)
			if len(found) == 0 {
				t.Fatal("no findings")
			}
			for _, d := range found {
				if d.Help == "" {
					t.Errorf("no help for %s: %s", d.Code, d.Message)
				}
				if !d.Span.Known() {
					t.Errorf("no place for %s: %s", d.Code, d.Message)
				}
			}
			golden(t, file+".out", render(t, found)+InvalidDefinition(found)+"\n")
		})
	}
}

// TestOK checks that the definitions of testdata/ok have no findings at all.
func TestOK(t *testing.T) {
	for _, file := range testFiles(t, "ok") {
		if found := checkFile(t, file); len(found) > 0 {
			t.Errorf("%s:\n%s", file, render(t, found))
		}
	}
}

func testFiles(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	for _, ext := range []string{"*.json", "*.yaml"} {
		f, err := filepath.Glob(filepath.Join("testdata", dir, ext))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f...)
	}
	if len(files) == 0 {
		t.Fatal("no definitions")
	}
	return files
}

func checkFile(t *testing.T, file string) diag.List {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(file)
	_, found := Source(&diag.Source{Name: name, Text: string(text)}, Config{Express: strings.HasPrefix(name, "express_")})
	return found
}

func render(t *testing.T, found diag.List) string {
	t.Helper()
	var b bytes.Buffer
	if err := diag.Render(&b, found, diag.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update if the change is meant:\n%s", path, got)
	}
}
