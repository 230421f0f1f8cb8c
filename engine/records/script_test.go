package records

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
)

// TestScripts runs the scripts in testdata. With -rewrite it writes down what happens. The commands are
//
//	log [level=ALL] [data] [express] [input=<JSON>]    runs a definition and shows the log records
//	events [express] [input=<JSON>|large]              runs a definition and shows the events
//	passes level=ERROR                                 shows the types that a level lets pass
//	parse                                              reads a logging configuration
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "log":
				how := Logging{Level: All, Data: d.HasArg("data"), Group: "/g"}
				if d.HasArg("level") {
					how.Level = level(t, d)
				}
				f := runScript(t, d, how)
				return uuid.ReplaceAllString(f.logs.text.String(), "<uuid>")
			case "events":
				f := runScript(t, d, Logging{})
				return f.events.text.String()
			case "passes":
				return passes(level(t, d))
			case "parse":
				l, err := ParseLogging(d.Input)
				if err != nil {
					return err.Error()
				}
				return fmt.Sprintf("%+v", l)
			}
			d.Fatalf(t, "there is no command %s", d.Cmd)
			return ""
		})
	})
}

var uuid = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

func level(t *testing.T, d *datadriven.TestData) Level {
	var l string
	d.ScanArgs(t, "level", &l)
	return Level(l)
}

func runScript(t *testing.T, d *datadriven.TestData, how Logging) *fixture {
	f := newFixture(t, how)
	input := "{}"
	d.MaybeScanArgs(t, "input", &input)
	if d.HasArg("large") {
		input = `"` + strings.Repeat("x", keptInput) + `"`
	}
	f.run(t, engine.StartRequest{Machine: "m", Definition: d.Input, Name: "e", Input: value.MustParse(input), Express: d.HasArg("express")})
	return f
}

func passes(l Level) string {
	var names, shown []string
	for t := range history.Type(255) {
		if l.Passes(t) {
			names = append(names, t.String())
		}
		if t.Shown() {
			shown = append(shown, t.String())
		}
	}
	if slices.Equal(names, shown) {
		return "every type that AWS shows"
	}
	return strings.Join(names, "\n")
}
