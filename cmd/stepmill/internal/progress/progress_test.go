package progress

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/value"
)

func TestMain(m *testing.M) {
	update := flag.Bool("update", false, "write what the scripts print into them")
	flag.Parse()
	if *update {
		if err := flag.Set("rewrite", "true"); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	goleak.VerifyTestMain(m)
}

var began = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

// TestScripts folds events into a model and shows it. A line of events is
//
//	+1.5 7<6 LambdaFunctionFailed {"error": "E"}
//
// the seconds since the start, the id and the previous id (- for a record of our own), the type and its details; it prints the line of a pipe.
// tree at=2 height=24 draws the model.
func TestScripts(t *testing.T) {
	time.Local = time.UTC
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		m := NewModel("lake-7", "lake")
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "events":
				return fold(t, m, d)
			case "tree":
				return drawn(t, m, d)
			case "where":
				return m.where + "\n"
			}
			d.Fatalf(t, "there is no command %q", d.Cmd)
			return ""
		})
	})
}

func fold(t *testing.T, m *Model, d *datadriven.TestData) string {
	var b strings.Builder
	for _, text := range strings.Split(strings.TrimSpace(d.Input), "\n") {
		e := parseLine(t, d, text)
		if text := Plain(e, m.Apply(e)); text != "" {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}

func parseLine(t *testing.T, d *datadriven.TestData, text string) Event {
	at, rest, _ := strings.Cut(text, " ")
	ids, rest, _ := strings.Cut(rest, " ")
	kind, details, _ := strings.Cut(rest, " ")
	seconds, err := strconv.ParseFloat(at, 64)
	if err != nil {
		d.Fatalf(t, "%s: %v", text, err)
	}
	e := Event{At: began.Add(time.Duration(seconds * float64(time.Second))), Type: kind}
	if ids != "-" {
		if _, err := fmt.Sscanf(ids, "%d<%d", &e.ID, &e.Prev); err != nil {
			d.Fatalf(t, "%s: %v", text, err)
		}
	}
	if details != "" {
		e.Details = value.MustParse(details)
	}
	return e
}

func drawn(t *testing.T, m *Model, d *datadriven.TestData) string {
	var b strings.Builder
	height, width, text := 24, 80, "0"
	d.ScanArgs(t, "at", &text)
	d.MaybeScanArgs(t, "height", &height)
	d.MaybeScanArgs(t, "width", &width)
	at, err := strconv.ParseFloat(text, 64)
	if err != nil {
		d.Fatalf(t, "at: %v", err)
	}
	for _, l := range m.Tree(began.Add(time.Duration(at*float64(time.Second))), width, height) {
		b.WriteString(strings.TrimRight(l.Cut(width).String(false), " ") + "\n")
	}
	return b.String()
}

// TestParseEvent reads an event in the form in which the API writes it.
func TestParseEvent(t *testing.T) {
	e, err := ParseEvent([]byte(`{"timestamp":1795327070.29,"type":"PassStateEntered","id":2,"previousEventId":1,"stateEnteredEventDetails":{"name":"A"}}`))
	if err != nil {
		t.Fatal(err)
	}
	if e.ID != 2 || e.Prev != 1 || e.text("name") != "A" || !e.At.Equal(time.UnixMilli(1795327070290)) {
		t.Errorf("got %+v", e)
	}
	if _, err := ParseEvent([]byte(`{`)); err == nil {
		t.Error("half an object is no event")
	}
}
