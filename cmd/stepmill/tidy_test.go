package main

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// repository is the folder of go.mod.
func repository(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("there is no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

const maxLines = 600

// tidy returns what is wrong with a package, from the names and the texts of its Go files.
func tidy(dir string, files map[string][]byte) []string {
	var found []string
	name := filepath.Base(dir)
	if slices.Contains([]string{"util", "utils", "common", "helpers", "helper", "misc"}, name) {
		found = append(found, dir+": name the package after what it is about, not "+name)
	}
	doc, product := false, false
	for file, text := range files {
		if lines := bytes.Count(text, []byte("\n")); lines > maxLines && !bytes.Contains(text, []byte("DO NOT EDIT.")) {
			found = append(found, filepath.Join(dir, file)+": a file has at most 600 lines; split it by concept")
		}
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		product = true
		f, err := parser.ParseFile(token.NewFileSet(), file, text, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			found = append(found, err.Error())
			continue
		}
		at := file == "doc.go" || f.Name.Name == "main" // a program of one file needs no second one for its comment
		doc = doc || at && f.Doc != nil
	}
	if product && !doc {
		found = append(found, dir+": add a doc.go whose comment says what the package owns and where to start reading")
	}
	slices.Sort(found)
	return found
}

// TestTidy checks the house rules that a program can check.
func TestTidy(t *testing.T) {
	root := repository(t)
	dirs := map[string]map[string][]byte{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "bin"
		if d.IsDir() && hidden && path != root {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if dirs[dir] == nil {
			dirs[dir] = map[string][]byte{}
		}
		dirs[dir][d.Name()] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, files := range dirs {
		for _, text := range tidy(dir, files) {
			t.Error(text)
		}
	}
}

// TestTidyFinds holds the check against packages that break the rules.
func TestTidyFinds(t *testing.T) {
	good := []byte("// Package x is good.\npackage x\n")
	for _, c := range []struct {
		name  string
		dir   string
		files map[string][]byte
		want  int
	}{
		{"good", "x", map[string][]byte{"doc.go": good}, 0},
		{"tests only", "x", map[string][]byte{"x_test.go": []byte("package x\n")}, 0},
		{"no doc.go", "x", map[string][]byte{"x.go": good}, 1},
		{"no comment", "x", map[string][]byte{"doc.go": []byte("package x\n")}, 1},
		{"name", "a/util", map[string][]byte{"doc.go": good}, 1},
		{"long", "x", map[string][]byte{"doc.go": good, "x.go": append([]byte("package x\n"), bytes.Repeat([]byte("\n"), 600)...)}, 1},
	} {
		if got := tidy(c.dir, c.files); len(got) != c.want {
			t.Errorf("%s: found %q", c.name, got)
		}
	}
}
