package graph

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
)

// TestLayoutOfRandomGraphs checks of any graph that boxes keep apart, lines
// join what they should and run downwards layer by layer, and that the picture
// is well-formed and the same each time.
func TestLayoutOfRandomGraphs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkDrawing(t, randomGraph(t)) })
}

// randomGraph draws a definition and lets the parser and New make the graph.
func randomGraph(t *rapid.T) *Graph {
	text := randomScope(t, 2)
	m, _ := asl.ParseJSON(&diag.Source{Name: "random", Text: text})
	return New(m)
}

func randomScope(t *rapid.T, depth int) string {
	n := rapid.IntRange(0, 9).Draw(t, "states")
	name := func(what string) string { return fmt.Sprintf(`"S%d"`, rapid.IntRange(0, n).Draw(t, what)) } // Sn is missing
	states := make([]string, n)
	for i := range states {
		kind := rapid.SampledFrom([]string{"Pass", "Task", "Choice", "Fail", "Succeed", "Parallel"}).Draw(t, "type")
		var fields []string
		switch kind {
		case "Choice":
			for range rapid.IntRange(0, 3).Draw(t, "choices") {
				fields = append(fields, fmt.Sprintf(`{"Variable":"$.some.long.path","NumericEquals":%d,"Next":%s}`, i, name("rule")))
			}
			fields = []string{`"Choices":[` + strings.Join(fields, ",") + `]`, `"Default":` + name("default")}
		case "Pass":
			fields = []string{`"End":true`}
		case "Task":
			fields = []string{`"Resource":"arn:aws:states:::lambda:invoke"`, `"Next":` + name("next"), `"Catch":[{"ErrorEquals":["States.ALL"],"Next":` + name("catch") + `}]`}
		case "Parallel":
			if depth > 0 {
				fields = []string{`"Branches":[` + randomScope(t, depth-1) + "," + randomScope(t, depth-1) + "]"}
			}
			fields = append(fields, `"Next":`+name("next"))
		}
		states[i] = fmt.Sprintf(`"S%d":{%s}`, i, strings.Join(append(fields, `"Type":"`+kind+`"`), ","))
	}
	return fmt.Sprintf(`{"StartAt":%s,"States":{%s}}`, name("start"), strings.Join(states, ","))
}

// TestLayoutOfRealGraphs checks the same of definitions that people wrote.
func TestLayoutOfRealGraphs(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(moduleRoot(t), "..", "shared", "definitions", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no definitions beside the repository")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			m, _ := asl.ParseJSON(&diag.Source{Name: file, Text: string(text)})
			checkDrawing(t, New(m))
		})
	}
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the working folder")
		}
		dir = parent
	}
}

type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

func checkDrawing(t fataler, g *Graph) {
	t.Helper()
	checkLayout(t, layout(g.Root))
	svg := g.SVG(Options{Title: `a "b" <c> & d`})
	if again := g.SVG(Options{Title: `a "b" <c> & d`}); svg != again {
		t.Fatalf("two drawings of the same graph differ")
	}
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Fatalf("a coordinate is no number:\n%s", svg)
	}
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
	}
}

func checkLayout(t fataler, d *drawing) {
	t.Helper()
	for _, layer := range d.layers {
		for i, b := range layer {
			if i > 0 && b.x+0.01 < layer[i-1].x+separation(layer[i-1], b)-1 { // rounded to whole units
				t.Fatalf("%s and %s overlap", describe(layer[i-1]), describe(b))
			}
			if b.x-b.w/2 < -0.5 || b.x+b.w/2+b.extra > d.w+0.5 || b.y < 0 || b.y+b.h > d.h {
				t.Fatalf("%s sticks out of a drawing of %v by %v", describe(b), d.w, d.h)
			}
		}
	}
	p := d.ports()
	for _, l := range d.lines {
		points := l.route(p)
		first, last := points[0], points[len(points)-1]
		arrives := touches(l.to, last)
		if l.joins {
			lane := l.chain[len(l.chain)-1]
			arrives = lane.isLane() && len(lane.up) > 1 && last == point{lane.x, lane.top}
		}
		if !touches(l.from, first) || !arrives {
			t.Fatalf("the line from %s to %s runs from %v to %v", describe(l.from), describe(l.to), first, last)
		}
		for i, q := range points[1:] {
			if down := q.y - points[i].y; l.against && down > 0 || !l.against && down < 0 {
				t.Fatalf("the line from %s to %s turns back: %v", describe(l.from), describe(l.to), points)
			}
		}
	}
	for _, b := range d.boxes {
		for _, inner := range b.scopes {
			if inner.x < 0 || inner.x+inner.w > b.w || inner.y < headerHeight || inner.y+inner.h > b.h {
				t.Fatalf("a scope sticks out of %s", describe(b))
			}
			checkLayout(t, inner)
		}
	}
}

func touches(b *box, p point) bool {
	onBorder := math.Abs(p.y-b.y) < 0.01 || math.Abs(p.y-b.y-b.h) < 0.01
	return onBorder && p.x > b.x-b.w/2 && p.x < b.x+b.w/2
}

func describe(b *box) string {
	name := "a lane"
	if b.node != nil {
		name = b.node.Name
	}
	return fmt.Sprintf("%s in layer %d at %v,%v", name, b.layer, b.x, b.y)
}

// TestManyLinesToOneBox draws a thousand states with one handler. Were the
// lines to run side by side, the picture would be a hundred times as large.
func TestManyLinesToOneBox(t *testing.T) {
	var states strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&states, `"S%d":{"Type":"Task","Next":"S%d","Catch":[{"ErrorEquals":["E"],"Next":"F"}]},`, i, i+1)
	}
	text := `{"StartAt":"S0","States":{` + states.String() + `"S1000":{"Type":"Succeed"},"F":{"Type":"Fail"}}}`
	m, _ := asl.ParseJSON(&diag.Source{Name: "many", Text: text})
	g := New(m)
	if size := len(g.SVG(Options{})); size > 1_000_000 {
		t.Errorf("the picture has %d bytes", size)
	}
	if d := layout(g.Root); d.w > 1_000 {
		t.Errorf("the picture is %v wide", d.w)
	}
}
