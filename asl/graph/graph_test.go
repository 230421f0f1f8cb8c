package graph_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/graph"
)

var update = flag.Bool("update", false, "rewrite the expected drawings")

// TestGolden draws every definition in testdata in every format.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.asl.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no definitions: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".asl.yaml")
		t.Run(name, func(t *testing.T) {
			g := load(t, file)
			o := graph.Options{Title: name}
			if name == "marks" {
				o = graph.Options{Marks: map[string]graph.Mark{
					"/States/Decide": graph.Visited, "/States/Charge": graph.Failed, "/States/Ship": graph.Unreached,
					"/States/Each": graph.Visited, "/States/Each/ItemProcessor/States/Pack": graph.Failed, "/States/Nobody": "nonsense",
				}}
			}
			for ext, got := range map[string]string{"mmd": g.Mermaid(o), "dot": g.DOT(o), "svg": g.SVG(o)} {
				compare(t, filepath.Join("testdata", name+"."+ext), got)
			}
		})
	}
}

func load(t *testing.T, file string) *graph.Graph {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := asl.Parse(&diag.Source{Name: file, Text: string(text)})
	return graph.New(m)
}

func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run the test with -update and look at it. Got:\n%s", file, got)
	}
}
