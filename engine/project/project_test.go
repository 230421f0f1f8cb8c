package project_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/engine/project"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// TestLoad loads each archive of testdata as a folder, from the folder that its comment names with "from:", and compares what was
// found with its member "want".
func TestLoad(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata: %v", err)
	}
	for _, path := range files {
		archive, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { check(t, archive) })
	}
}

func check(t *testing.T, path string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := txtar.Write(a, dir); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	from := "."
	if _, rest, ok := strings.Cut(string(a.Comment), "from: "); ok {
		from, _, _ = strings.Cut(rest, "\n")
	}
	p, found, err := project.Load(from)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(show(t, p, found), dir, "<dir>")
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" })
	if *update {
		if i < 0 {
			a.Files = append(a.Files, txtar.File{Name: "want"})
			i = len(a.Files) - 1
		}
		a.Files[i].Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(a), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if i < 0 || got != string(a.Files[i].Data) {
		t.Errorf("got\n%s\n(run the test with -update if it should be so)", got)
	}
}

func show(t *testing.T, p *project.Project, found diag.List) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "dir %s\nfiles %s\nregion %s account %s\n", p.Dir, strings.Join(p.Files, " "), p.Region, p.Account)
	for _, m := range p.Machines {
		fmt.Fprintf(&b, "machine %s %s %s (%s)\n%s", m.Name, m.Type, m.File, m.Source.Name, lines(m.Source.Text))
	}
	for _, f := range p.Functions {
		fmt.Fprintf(&b, "function %s %s\n  runtime %q handler %q command %q\n  code %s\n  timeout %s concurrency %d memory %d\n",
			f.Name, f.ARN, f.Runtime, f.Handler, f.Command, f.Code, f.Timeout, f.Concurrency, f.MemoryMB)
		for _, name := range slices.Sorted(maps.Keys(f.Environment)) {
			fmt.Fprintf(&b, "  env %s=%s\n", name, f.Environment[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.Services)) {
		s := p.Services[name]
		fmt.Fprintf(&b, "service %s root %q endpoint %q %s\n", name, s.Root, s.Endpoint, s.Settings.Compact())
	}
	if err := diag.Render(&b, found, diag.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// lines puts a bar before each line, so that a definition stands apart.
func lines(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString("  | " + strings.TrimSuffix(line, "\n") + "\n")
	}
	return b.String()
}

func TestLoadReportsFileErrors(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, project.FileName), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, _, err := project.Load(dir); err == nil || !strings.Contains(err.Error(), "load project: ") {
		t.Errorf("a folder named %s gives %v", project.FileName, err)
	}
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	text := "functions:\n  fine: {command: [/bin/sh]}\n  gone: {runtime: provided.al2023, code: nowhere}\n"
	if err := os.WriteFile(filepath.Join(dir, project.FileName), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p, found, err := project.Load(dir)
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	found = p.Check()
	want := "The function 'gone' cannot run here: its code folder " + filepath.Join(dir, "nowhere") + " is not there; correct code: in the project file"
	if len(found) != 1 || found[0].Message != want || found[0].Span.Start.Line != 3 {
		t.Errorf("Check gives %+v, want %q in line 3", found, want)
	}
}

func TestLookups(t *testing.T) {
	var p project.Project
	if p.Machine("x") != nil || p.Function("x") != nil {
		t.Error("an empty project has a machine or a function")
	}
}
