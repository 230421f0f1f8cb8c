package interp_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// forbidden are the imports that would let the outside into the pure packages, with the reason.
var forbidden = map[string]string{
	"context":      "the interpreter has nothing to wait for",
	"os":           "there is no file and no environment in here",
	"sync":         "one goroutine owns an execution",
	"sync/atomic":  "one goroutine owns an execution",
	"math/rand":    "random numbers come from the execution's seed",
	"math/rand/v2": "random numbers come from the execution's seed",
	"crypto/rand":  "random numbers come from the execution's seed",
	"net":          "there is no network in here",
	"net/http":     "there is no network in here",
	"log":          "there is nobody to tell",
	"log/slog":     "there is nobody to tell",
}

// allowed are the exceptions, each with its reason.
var allowed = map[string]string{
	"asl/value: sync/atomic": "values are shared between goroutines and split their text when first asked",
}

// clockFuncs are the functions of package time that read a clock or start a timer.
var clockFuncs = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

// TestPurity reads the sources of the interpreter and of everything below it and names each line that breaks the rules: no goroutine, no
// channel, no clock, no randomness, no input or output.
func TestPurity(t *testing.T) {
	root := filepath.Join("..", "..")
	for _, dir := range []string{"engine/interp", "asl", "asl/value", "asl/fault", "asl/diag", "asl/jsonpath", "asl/intrinsic", "asl/jsonata", "asl/eval"} {
		files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(dir), "*.go"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: no Go files (%v)", dir, err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range impurities(dir, f, src) {
				t.Error(line)
			}
		}
	}
}

// TestPurityIsChecked feeds the check one file with one breach of each kind.
func TestPurityIsChecked(t *testing.T) {
	got := impurities("engine/interp", "x.go", []byte(`package x
import ("os"; "time")
func f(c chan int) {
	go f(nil)
	c <- 1
	_ = <-c
	_ = time.Now()
	select {}
}`))
	want := []string{
		`x.go:2: imports "os": there is no file and no environment in here`, "x.go:3: has a channel", "x.go:4: starts a goroutine",
		"x.go:5: sends on a channel", "x.go:6: receives from a channel", "x.go:7: calls time.Now", "x.go:8: selects",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// impurities returns what breaks the rules in one file.
func impurities(dir, name string, src []byte) []string {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return []string{err.Error()}
	}
	var found []string
	say := func(n ast.Node, format string, args ...any) {
		p := fset.Position(n.Pos())
		found = append(found, fmt.Sprintf("%s:%d: %s", p.Filename, p.Line, fmt.Sprintf(format, args...)))
	}
	for _, i := range file.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		if why, bad := forbidden[path]; bad && allowed[dir+": "+path] == "" {
			say(i, "imports %q: %s", path, why)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			say(n, "starts a goroutine")
		case *ast.ChanType:
			say(n, "has a channel")
		case *ast.SendStmt:
			say(n, "sends on a channel")
		case *ast.SelectStmt:
			say(n, "selects")
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				say(n, "receives from a channel")
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(clockFuncs, n.Sel.Name) {
				say(n, "calls time.%s", n.Sel.Name)
			}
		}
		return true
	})
	return found
}
