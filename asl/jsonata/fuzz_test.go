package jsonata_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/jsonata"
	"github.com/stepmill/stepmill/asl/value"
)

// addSeeds seeds a fuzz target with the lines of the scripts, most of which are expressions, and with random expressions.
func addSeeds(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, line := range strings.Split(string(text), "\n") {
			f.Add(line)
		}
	}
	for n := range uint64(200) {
		f.Add(randomExpression(7, n))
	}
}

// FuzzPrint checks that the printed form of an expression compiles, prints the same again and means the same.
func FuzzPrint(f *testing.F) {
	addSeeds(f)
	doc := value.MustParse(generatorDocument)
	f.Fuzz(func(t *testing.T, text string) {
		e, err := jsonata.Compile(text, jsonata.Options{})
		if err != nil {
			return
		}
		again, err := jsonata.Compile(e.String(), jsonata.Options{})
		if err != nil {
			t.Fatalf("%q prints as %q, which does not compile: %v", text, e.String(), err)
		}
		if e.String() != again.String() {
			t.Fatalf("%q prints as %q and then as %q", text, e.String(), again.String())
		}
		a, aerr := e.Eval(doc, smallEnv())
		b, berr := again.Eval(doc, smallEnv())
		if (aerr == nil) != (berr == nil) || a.Compact() != b.Compact() {
			t.Fatalf("%q gives %s, %v; its printed form %q gives %s, %v", text, a, aerr, e.String(), b, berr)
		}
	})
}

func smallEnv() *jsonata.Env {
	return &jsonata.Env{Budget: jsonata.Budget{Steps: 20_000, Depth: 200, Bytes: 1 << 20}}
}

// FuzzEval checks that no expression does worse than fail, in any dialect and mode.
func FuzzEval(f *testing.F) {
	addSeeds(f)
	doc := value.MustParse(generatorDocument)
	f.Fuzz(func(t *testing.T, text string) {
		for _, opt := range []jsonata.Options{{}, {Dialect: jsonata.StepFunctions}, {Recover: true}} {
			e, err := jsonata.Compile(text, opt)
			if err == nil {
				var v value.Value
				if v, err = e.Eval(doc, smallEnv()); err == nil && v.IsDefined() {
					if _, perr := value.Parse(v.JSON()); perr != nil {
						t.Fatalf("%q gives invalid JSON %s: %v", text, v.JSON(), perr)
					}
				}
			}
			var je *jsonata.Error
			if err != nil && !errors.As(err, &je) {
				t.Fatalf("%q fails with %T: %v", text, err, err)
			}
		}
	})
}

// TestConcurrentEval uses one expression from many goroutines; it is for the race detector.
func TestConcurrentEval(t *testing.T) {
	e, err := jsonata.Compile(`$string($map(g, function($v){ $v.a }) ~> $count()) & $replace(b, /t/, "T")`, jsonata.Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc := value.MustParse(generatorDocument)
	want, err := e.Eval(doc, nil)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan string)
	for range 8 {
		go func() {
			last := ""
			for range 50 {
				v, err := e.Eval(doc, nil)
				if err != nil || !value.Equal(v, want) {
					last = v.JSON()
				}
			}
			done <- last
		}()
	}
	for range 8 {
		if got := <-done; got != "" {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestReplay checks that the same seed and time give the same random results.
func TestReplay(t *testing.T) {
	e, err := jsonata.Compile(`[$random(), [$shuffle([1..20])], $now(), $millis()]`, jsonata.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, _ := e.Eval(value.Value{}, nil)
	b, _ := e.Eval(value.Value{}, nil)
	if !value.Equal(a, b) || a.Len() != 4 {
		t.Errorf("got %s and then %s", a, b)
	}
}
