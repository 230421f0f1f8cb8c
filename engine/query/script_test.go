package query

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// TestScripts runs the scripts of testdata. Their commands:
//
//	executions      JSON lines, one execution each: the table that where asks
//	where           an expression a line; prints the names of the executions that match, or the error
//	history         JSON lines, one record each: type, name, output, error
//	check EXECUTION an assertion a line; prints ok, or why not
//
// Run with -rewrite to accept what they print.
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		var s script
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "executions":
				s.executions = nil
				eachLine(d.Input, func(line string) { s.executions = append(s.executions, execution(t, line)) })
				return ""
			case "history":
				s.history = nil
				eachLine(d.Input, func(line string) { s.history = append(s.history, record(t, line, len(s.history))) })
				return ""
			case "where":
				return s.each(d.Input, s.where)
			case "compile":
				return s.where(d.Input)
			case "check":
				return s.each(d.Input, func(expr string) string { return s.check(t, d.CmdArgs[0].Key, expr) })
			}
			d.Fatalf(t, "unknown command %s", d.Cmd)
			return ""
		})
	})
}

type script struct {
	executions []Execution
	history    []history.Record
}

func eachLine(text string, f func(string)) {
	for line := range strings.Lines(text) {
		f(strings.TrimRight(line, "\n"))
	}
}

// each prints, for every expression, itself and below it what f returns.
func (s *script) each(input string, f func(string) string) string {
	var b strings.Builder
	eachLine(input, func(expr string) {
		fmt.Fprintf(&b, "%s\n  => %s\n", expr, strings.ReplaceAll(f(expr), "\n", "\n     "))
	})
	return b.String()
}

func (s *script) where(expr string) string {
	f, err := Compile(expr)
	if err != nil {
		return err.Error()
	}
	names := []string{}
	for _, x := range s.executions {
		ok, err := f.Match(x)
		if err != nil {
			return fmt.Sprintf("%s: %v", x.Name, err)
		}
		if ok {
			names = append(names, x.Name)
		}
	}
	return "[" + strings.Join(names, " ") + "]"
}

func (s *script) check(t *testing.T, name, expr string) string {
	a, err := CompileAssertion(expr)
	if err != nil {
		return err.Error()
	}
	for _, x := range s.executions {
		if x.Name != name {
			continue
		}
		ok, detail, err := a.Check(Outcome{Execution: x, History: s.history})
		switch {
		case err != nil:
			return "error: " + err.Error()
		case ok:
			return "ok" + detail
		}
		return "FAILED\n" + detail
	}
	t.Fatalf("no execution %s", name)
	return ""
}

func execution(t *testing.T, line string) Execution {
	v, err := value.Parse(line)
	if err != nil {
		t.Fatal(err)
	}
	text := func(key string) string { return v.Get(key).Str() }
	moment := func(key string) (at time.Time) {
		if text(key) != "" {
			if at, err = time.Parse(time.RFC3339Nano, text(key)); err != nil {
				t.Fatal(err)
			}
		}
		return at
	}
	number := func(key string) int64 { n, _ := v.Get(key).Int(); return n }
	return Execution{
		ARN: "arn:aws:states:us-east-1:123456789012:execution:" + text("machine") + ":" + text("name"), Name: text("name"),
		StateMachine: "arn:aws:states:us-east-1:123456789012:stateMachine:" + text("machine"),
		Status:       text("status"), Error: text("error"), Cause: text("cause"), Type: text("type"),
		Start: moment("start"), Stop: moment("stop"), Now: moment("now"), Events: number("events"), Redrives: number("redrives"),
		Output: v.Get("output"), Input: func() value.Value { return v.Get("input") }, CutOff: v.Get("cutOff").IsTrue(),
	}
}

func record(t *testing.T, line string, n int) history.Record {
	v, err := value.Parse(line)
	if err != nil {
		t.Fatal(err)
	}
	r := history.Record{
		ID: int64(n + 1), Prev: int64(n), At: time.Date(2026, 1, 1, 0, 0, n, 5e8, time.UTC).UnixNano(), Name: v.Get("name").Str(),
		Input: v.Get("input"), Output: v.Get("output"), Error: v.Get("error").Str(), Cause: v.Get("cause").Str(), Resource: v.Get("resource").Str(),
	}
	for t := history.Type(1); t < 255; t++ {
		if t.Known() && t.String() == v.Get("type").Str() {
			r.Type = t
		}
	}
	if r.Type == history.ExecutionStarted {
		r.Start = &history.Start{}
	}
	if !r.Type.Known() {
		t.Fatalf("no record type %s", v.Get("type").Str())
	}
	return r
}
