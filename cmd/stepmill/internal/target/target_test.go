package target

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/engine/project"
)

func TestNameOf(t *testing.T) {
	for path, want := range map[string]string{
		"pipeline.asl.json":               "pipeline",
		"a/b/Lake_2.yaml":                 "Lake_2",
		"über die Brücke.json":            "-ber-die-Br-cke",
		".json":                           "machine",
		strings.Repeat("x", 100) + ".asl": strings.Repeat("x", 80),
	} {
		if got := nameOf(path); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

// TestFind prefers the project's machine to a file, and knows the file of a machine.
func TestFind(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	ours, other, template := file("ours.json"), file("other.json"), file("template.json")
	p := &project.Project{Dir: dir, Files: []string{template}, Machines: []project.Machine{
		{Name: "lake", Type: "EXPRESS", File: ours, Source: &diag.Source{Name: "ours.json"}},
		{Name: "inline", Type: "STANDARD", File: template, Source: &diag.Source{Name: "template.json"}},
	}}
	for _, c := range []struct {
		target, name string
		express      bool
	}{
		{"lake", "lake", true},
		{ours, "lake", true},
		{other, "other", false},
		{template, "template", false}, // several machines may be written into it: the file alone names none
	} {
		m, err := Find(p, c.target)
		if err != nil || m.Name != c.name || m.Express != c.express {
			t.Errorf("%s: got %+v, %v", c.target, m, err)
		}
	}
	_, err := Find(p, "lade")
	if exit := (*cli.ExitError)(nil); !errors.As(err, &exit) || exit.Code != cli.ExitUsage || !strings.Contains(err.Error(), "Did you mean 'lake'?") {
		t.Errorf("got %v", err)
	}
	if _, err := Find(p, "nothing like it"); err == nil || !strings.Contains(err.Error(), "the project has lake, inline") {
		t.Errorf("got %v", err)
	}
	if _, err := Find(p, dir); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("got %v", err)
	}
}
