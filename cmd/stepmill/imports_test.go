package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/stepmill/stepmill/"

// leaves are open to every package but those of the store.
var leaves = []string{"asl/value", "asl/fault", "asl/diag"}

// layer says what a package may import of the project, beside the leaves: what is named, and all that those may import in turn. A name that ends
// in /* means the packages below, and is for those that have no line of their own.
type layer struct {
	name string
	may  []string
}

// layers is the order of the packages: imports point down only. A package that has no line here fails the test, so that whoever adds one decides.
var layers = []layer{
	{"asl/value", nil}, {"asl/fault", nil}, {"asl/diag", nil},
	{"asl/jsonpath", nil}, {"asl/jsonata", nil},
	{"asl/intrinsic", []string{"asl/jsonpath"}},
	{"asl", nil},
	{"asl/schema", nil},
	{"asl/eval", []string{"asl", "asl/jsonpath", "asl/intrinsic", "asl/jsonata"}},
	{"asl/check", []string{"asl/eval", "asl/schema"}},
	{"asl/graph", []string{"asl/eval", "asl/schema"}},
	{"asl/policy", []string{"asl/eval", "asl/schema"}},

	{"store", nil}, {"store/*", []string{"store"}},

	{"executor", nil},
	{"executor/*", []string{"executor"}},
	{"executor/service", []string{"executor", "executor/service/*"}}, // puts the services together
	{"executor/service/*", []string{"executor", "executor/service/*"}},

	{"engine/history", nil},
	{"engine/interp", []string{"asl/eval", "engine/history"}},
	{"engine", []string{"engine/interp", "store", "executor"}},
	{"engine/virtual", []string{"engine/interp", "store", "executor"}},
	{"engine/sim", []string{"engine/virtual", "store/mem"}},
	{"engine/query", []string{"engine/history"}},
	{"engine/teststate", []string{"engine/interp", "engine/virtual", "asl/check", "engine/teststate/*"}},
	{"engine/teststate/*", []string{"engine/teststate/shapes"}},
	{"engine/project", []string{"asl/check", "executor/*"}},
	{"engine/asltest", []string{"engine/virtual", "engine/teststate", "engine/project", "engine/query", "asl/check", "executor/mock"}},
	{"engine/export", []string{"engine/history", "store"}},
	{"engine/records", []string{"engine"}},
	{"engine/metrics", []string{"engine"}},
	{"engine/registry", []string{"store"}},
	{"engine/api/protocol", nil},
	{"engine/api/client", []string{"engine/api/protocol"}},
	{"engine/api/owner", []string{"engine/api/client"}},
	{"engine/api", []string{"engine", "engine/registry", "engine/teststate", "asl/check", "engine/api/protocol"}},
	{"engine/api/apitest", nil}, // tests only
	{"engine/console", []string{"engine/api"}},
}

// homes are the only packages that import a module. What is not listed is free.
var homes = map[string][]string{
	"github.com/xeipuuv/":        {"asl/schema"},
	"github.com/google/cel-go":   {"engine/query", "asl/policy"},
	"gopkg.in/yaml.v3":           {"asl", "engine/project"},
	"go.etcd.io/bbolt":           {"store/bolt", "cmd/stepmill/internal/bench"},
	"github.com/spf13/cobra":     {"cmd/"},
	"github.com/dlclark/regexp2": {"asl/jsonpath", "asl/jsonata"},
}

// pure packages import no module at all.
var pure = []string{"asl/value", "asl/fault", "asl/diag", "store", "engine/interp", "engine/api/protocol"}

// listed is what go list tells of a package.
type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	c := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "./...")
	c.Dir = repository(t)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		p.ImportPath = strings.TrimPrefix(p.ImportPath, module)
		all = append(all, p)
	}
}

// TestImportsPointDown holds the layers. cmd and examples may import anything: they put the parts together.
func TestImportsPointDown(t *testing.T) {
	for _, p := range packages(t) {
		free := strings.HasPrefix(p.ImportPath, "cmd/") || strings.HasPrefix(p.ImportPath, "examples")
		l := layerOf(p.ImportPath)
		if l == nil && !free {
			t.Errorf("%s has no layer: add a line to layers that says what it may import", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			local, ours := strings.CutPrefix(imported, module)
			switch {
			case ours && free:
			case ours && !allowed(l, local):
				t.Errorf("%s imports %s, which its layer does not allow (it may import %s, and what is below)",
					p.ImportPath, local, strings.Join(append(slices.Clone(l.may), leavesFor(l)...), ", "))
			case !ours:
				foreign(t, p.ImportPath, imported)
			}
		}
	}
}

// foreign checks an import of the standard library or of another module.
func foreign(t *testing.T, name, imported string) {
	t.Helper()
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") {
		return // the standard library
	}
	if slices.Contains(pure, name) {
		t.Errorf("%s imports %s, but it may import the standard library only", name, imported)
	}
	for prefix, at := range homes {
		home := slices.ContainsFunc(at, func(h string) bool { return name == h || strings.HasSuffix(h, "/") && strings.HasPrefix(name, h) })
		if strings.HasPrefix(imported, prefix) && !home {
			t.Errorf("%s imports %s, which only %s may: go through it", name, imported, strings.Join(at, " and "))
		}
	}
}

// layerOf returns the line of a package: its own, or the nearest that ends in /*.
func layerOf(name string) *layer {
	var best *layer
	for i := range layers {
		l := &layers[i]
		if l.name == name {
			return l
		}
		if matches(l.name, name) && (best == nil || len(l.name) > len(best.name)) {
			best = l
		}
	}
	return best
}

func matches(pattern, name string) bool {
	prefix, wild := strings.CutSuffix(pattern, "*")
	return pattern == name || wild && strings.HasPrefix(name, prefix)
}

func leavesFor(l *layer) []string {
	if l.name == "store" || strings.HasPrefix(l.name, "store/") {
		return nil
	}
	return leaves
}

// allowed reports whether a layer may import a package: because it is named, a leaf, or below one that is named.
func allowed(l *layer, name string) bool {
	if slices.Contains(leavesFor(l), name) {
		return true
	}
	for _, may := range l.may {
		if matches(may, name) {
			return true
		}
		if next := layerOf(strings.TrimSuffix(may, "/*")); next != nil && next != l && allowed(next, name) {
			return true
		}
	}
	return false
}

// TestLayers holds the rules against imports that break them, so that a table which allows everything does not pass.
func TestLayers(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"asl/eval", "asl/jsonata", true},
		{"asl/eval", "asl/value", true},
		{"engine", "asl/eval", true}, // below engine/interp
		{"executor/service/sqs", "executor/service/aws", true},
		{"asl/value", "asl", false},
		{"asl", "asl/eval", false},
		{"store/bolt", "asl/value", false},
		{"store", "engine", false},
		{"engine/interp", "store", false},
		{"engine/interp", "executor", false},
		{"engine/history", "engine/interp", false},
		{"engine", "asl/check", false},
		{"executor/lambda", "engine", false},
		{"executor/gofunc", "executor/lambda", false},
		{"engine/api/client", "engine", false},
		{"engine/query", "engine", false},
	} {
		l := layerOf(c.from)
		if l == nil {
			t.Errorf("%s has no layer", c.from)
			continue
		}
		if got := allowed(l, c.to); got != c.want {
			t.Errorf("%s importing %s is allowed: %v, want %v", c.from, c.to, got, c.want)
		}
	}
}
