package eval

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// TestScripts runs testdata/*: scripts about the data flow of one state. The commands are
//
//	state [jsonata]    compiles the state in the input and prints the findings and the variables it reads
//	run                evaluates it in the order in which an execution does, and prints what is not as the input was
//	caught CATCHER     turns the fault {"Error", "Cause"} in the line "fault" into an outcome
//
// The lines of the input of run and caught are a word and JSON: input, vars, context, result (of a task), index (print the
// inputs of the iterations too) and trace (print it).
// Rewrite the expectations with go test -rewrite.
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		var s script
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "state":
				return s.compile(t, d)
			case "run":
				return s.run(t, d.Input)
			case "caught":
				return s.caught(t, d)
			}
			t.Fatalf("%s: unknown command %s", d.Pos, d.Cmd)
			return ""
		})
	})
}

// script is what the commands of one file work on.
type script struct {
	source *asl.State
	state  *State
	out    strings.Builder
}

// compileState compiles a lone state.
func compileState(text string, language asl.Language) (*asl.State, *State, diag.List) {
	machine := `{"StartAt":"S","States":{"S":` + text + `}}`
	if language == asl.JSONata {
		machine = `{"QueryLanguage":"JSONata",` + machine[1:]
	}
	m, found := asl.ParseJSON(&diag.Source{Name: "state", Text: machine})
	source := m.Find("S")
	if source == nil {
		return nil, nil, found
	}
	st, more := Compile(source)
	return source, st, append(found, more...)
}

func (s *script) compile(t *testing.T, d *datadriven.TestData) string {
	language := asl.JSONPath
	if d.HasArg("jsonata") {
		language = asl.JSONata
	}
	var found diag.List
	if s.source, s.state, found = compileState(d.Input, language); s.state == nil {
		t.Fatalf("%s: not a state: %s", d.Pos, found)
	}
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "%s: %s at %s\n", f.Code, f.Message, f.Location)
	}
	if vs := s.state.Variables(); len(vs) > 0 {
		fmt.Fprintf(&b, "reads %s\n", strings.Join(vs, " "))
	}
	if b.Len() == 0 {
		return "ok"
	}
	return b.String()
}

// entered is the time of all scripts.
var entered = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// given is the input of run and caught.
type given struct {
	env    Env
	values map[string]value.Value
}

func parseGiven(t *testing.T, input string) given {
	g := given{values: map[string]value.Value{}}
	for _, line := range strings.Split(input, "\n") {
		word, text, _ := strings.Cut(line, " ")
		if word == "" {
			continue
		}
		v, err := value.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		g.values[word] = v
	}
	if !g.values["input"].IsDefined() {
		g.values["input"] = value.MustParse(`{}`)
	}
	g.env = Env{Input: g.values["input"], Now: entered, Random: new(counter)}
	if c := g.values["context"]; c.IsDefined() {
		g.env.Context = func() value.Value { return c }
	}
	if vars := g.values["vars"]; vars.IsDefined() {
		g.env.Vars = func(name string) (value.Value, bool) {
			v := vars.Get(name)
			return v, v.IsDefined()
		}
	}
	if g.values["trace"].IsDefined() {
		g.env.Trace = &Trace{}
	}
	return g
}

// counter is a source whose numbers are known.
type counter uint64

func (c *counter) Uint64() uint64 {
	*c += 0x0123456789ABCDEF
	return uint64(*c)
}

func (s *script) printf(format string, args ...any) { fmt.Fprintf(&s.out, format+"\n", args...) }

func (s *script) run(t *testing.T, input string) string {
	s.out.Reset()
	g := parseGiven(t, input)
	if f := s.flow(&g); f != nil {
		s.fault(f)
	}
	if g.env.Trace != nil {
		s.trace(g.env.Trace)
	}
	return s.out.String()
}

// flow evaluates the state as an execution does.
func (s *script) flow(g *given) *fault.Fault {
	e := &g.env
	if s.source.Type == asl.Fail {
		return s.fail(e)
	}
	effective, f := s.state.EffectiveInput(e)
	if f != nil {
		return f
	}
	result := effective
	switch s.source.Type {
	case asl.Choice:
		return s.choose(e, effective)
	case asl.Pass:
		result, f = s.state.Pass(e, effective)
	case asl.Wait:
		var until time.Time
		if until, f = s.state.WaitUntil(e, effective, entered); f == nil {
			s.printf("wait %s until %s", until.Sub(entered), until.Format(time.RFC3339Nano))
		}
	case asl.Task, asl.Parallel:
		result, f = s.task(g, effective)
	case asl.MapType:
		result, f = s.mapping(g, effective)
	}
	if f != nil {
		return f
	}
	out, f := s.state.Complete(e, effective, result)
	if f == nil {
		s.outcome(out)
	}
	return f
}

func (s *script) task(g *given, effective value.Value) (value.Value, *fault.Fault) {
	e := &g.env
	args, f := s.state.Arguments(e, effective)
	if f != nil {
		return value.Value{}, f
	}
	s.printf("arguments %s", args)
	for _, get := range []struct {
		name string
		of   func(*Env, value.Value) (int64, *fault.Fault)
	}{{"timeout", s.state.Timeout}, {"heartbeat", s.state.Heartbeat}} {
		n, f := get.of(e, effective)
		if f != nil {
			return value.Value{}, f
		}
		if n != 0 {
			s.printf("%s %d", get.name, n)
		}
	}
	role, f := s.state.Credentials(e, effective)
	if role != "" {
		s.printf("role %s", role)
	}
	if r := g.values["result"]; r.IsDefined() {
		return r, f
	}
	return args, f
}

func (s *script) mapping(g *given, effective value.Value) (value.Value, *fault.Fault) {
	e := &g.env
	n, f := s.state.MaxConcurrency(e, effective)
	if f != nil {
		return value.Value{}, f
	}
	if n != 0 {
		s.printf("concurrency %d", n)
	}
	items := value.ArrayOf(nil)
	if s.source.Map.ItemReader == nil {
		if items, f = s.state.Items(e, effective); f != nil {
			return value.Value{}, f
		}
		s.printf("items %s", items)
	}
	if s.source.Map.Distributed {
		if f := s.distributed(e, effective); f != nil {
			return value.Value{}, f
		}
	}
	if g.values["index"].IsDefined() {
		for i, item := range items.Elems() {
			f := s.iteration(*e, effective, i, item)
			if f != nil {
				return value.Value{}, f
			}
		}
	}
	if r := g.values["result"]; r.IsDefined() {
		return r, nil
	}
	return items, nil
}

// iteration prints the input of one iteration. The trace stays with the environment of the state.
func (s *script) iteration(e Env, effective value.Value, i int, item value.Value) *fault.Fault {
	context := value.MustParse(fmt.Sprintf(`{"Map":{"Item":{"Index":%d,"Value":%s}}}`, i, item))
	e.Context = func() value.Value { return context }
	v, f := s.state.Item(&e, effective, item)
	if f == nil {
		s.printf("item %d %s", i, v)
	}
	return f
}

func (s *script) distributed(e *Env, effective value.Value) *fault.Fault {
	count, percent, f := s.state.Tolerance(e, effective)
	if f != nil {
		return f
	}
	if count != 0 || percent != 0 {
		s.printf("tolerates %d, %v%%", count, percent)
	}
	reader, f := s.state.ReaderArguments(e, effective)
	if f != nil {
		return f
	}
	n, f := s.state.MaxItems(e, effective)
	if f != nil {
		return f
	}
	if reader.IsDefined() {
		s.printf("reads %s, at most %d", reader, n)
	}
	writer, f := s.state.WriterArguments(e, effective)
	if f != nil {
		return f
	}
	if writer.IsDefined() {
		s.printf("writes %s", writer)
	}
	b, f := s.state.Batch(e, effective)
	if b != nil && f == nil {
		s.printf("batch %d items, %d bytes, with %s", b.MaxItems, b.MaxBytes, b.Input)
	}
	return f
}

func (s *script) choose(e *Env, effective value.Value) *fault.Fault {
	rule, out, f := s.state.Choose(e, effective)
	if f != nil {
		return f
	}
	s.printf("rule %d", rule)
	s.outcome(out)
	return nil
}

func (s *script) fail(e *Env) *fault.Fault {
	name, cause, f := s.state.Failure(e)
	for _, part := range []struct {
		name string
		text *string
	}{{"error", name}, {"cause", cause}} {
		if part.text != nil {
			s.printf("%s %s", part.name, *part.text)
		}
	}
	return f
}

func (s *script) caught(t *testing.T, d *datadriven.TestData) string {
	s.out.Reset()
	var catcher int
	d.ScanArgs(t, "catcher", &catcher)
	g := parseGiven(t, d.Input)
	of := g.values["fault"]
	out, f := s.state.Caught(&g.env, catcher, &fault.Fault{
		Error: of.Get("Error").Str(), NoError: !of.Get("Error").IsDefined(),
		Cause: of.Get("Cause").Str(), NoCause: !of.Get("Cause").IsDefined(),
	})
	if f != nil {
		s.fault(f)
	} else {
		s.outcome(out)
	}
	return s.out.String()
}

func (s *script) outcome(out Outcome) {
	for _, m := range out.Assigned {
		s.printf("assign %s = %s", m.Key, m.Value)
	}
	if out.Output.IsDefined() {
		s.printf("output %s", out.Output)
	}
}

func (s *script) fault(f *fault.Fault) {
	s.printf("fault %s: %s", f.Error, f.Cause)
	if f.Query {
		s.printf("  query, location %q", f.Location)
	}
	if f.Plain {
		s.printf("  plain")
	}
}

func (s *script) trace(tr *Trace) {
	for _, part := range []struct {
		name string
		v    value.Value
	}{
		{"afterInputPath", tr.AfterInputPath}, {"afterParameters", tr.AfterParameters}, {"afterArguments", tr.AfterArguments},
		{"afterItemsPath", tr.AfterItemsPath}, {"afterItemSelector", value.ArrayOf(slices.Clone(tr.AfterItemSelector))},
		{"result", tr.Result}, {"afterResultSelector", tr.AfterResultSelector}, {"afterResultPath", tr.AfterResultPath},
	} {
		if part.v.IsDefined() && !(part.v.Kind() == value.Array && part.v.Len() == 0) {
			s.printf("trace %s %s", part.name, part.v)
		}
	}
}
