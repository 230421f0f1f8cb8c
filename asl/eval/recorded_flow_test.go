package eval

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// TestRecordedFlow evaluates every state of every recorded history on the input with which it was entered, and compares its
// output, its variables or its failure with what AWS recorded. States inside Map and Parallel and their results are left out, and
// so is what reads the context object or chance, which the recordings mask.
func TestRecordedFlow(t *testing.T) {
	r := &replay{t: t}
	for _, c := range recordedCases(t, "") {
		var definitions []string
		for _, s := range c.Steps {
			if s.Op == "CreateStateMachine" && !strings.Contains(s.Params.Definition, "{{") {
				definitions = append(definitions, s.Params.Definition)
			}
		}
		if len(definitions) != 1 {
			continue
		}
		r.machine, _ = asl.ParseJSON(&diag.Source{Name: c.ID, Text: definitions[0]})
		expected, err := value.Parse(string(c.Expected))
		if err != nil {
			t.Fatalf("%s: %v", c.ID, err)
		}
		for name, match := range expected.Members() {
			r.where = c.ID + " " + name
			r.history(match.Get("events"))
		}
	}
	t.Logf("%d outcomes and %d failures agree with AWS", r.outcomes, r.faults)
	if r.outcomes == 0 || r.faults == 0 {
		t.Error("nothing was compared")
	}
}

type replay struct {
	t                *testing.T
	where            string
	machine          *asl.Machine
	vars             value.Value
	source           *asl.State // the state that is open; nil: none that can be compared
	input            value.Value
	result           value.Value
	outcomes, faults int
}

// hidden finds in a definition what a recording does not show: the context object, chance, strings that hold JSON, which are
// recorded parsed. masked finds what stands in place of times.
var (
	hidden = regexp.MustCompile(`\$\$|context|UUID|Random|\$uuid|\$random|\$now|\$millis|<omitted>|States\.(Format|StringToJson)\(|\$parse\(`)
	masked = regexp.MustCompile(`"date"|"timestamp"|"<timestamp|"<time>`)
)

func (r *replay) history(events value.Value) {
	r.vars, r.source = value.ObjectOf(nil), nil
	for _, e := range events.Elems() {
		kind := e.Get("type").Str()
		switch {
		case strings.HasSuffix(kind, "StateEntered"):
			r.enter(e.Get("stateEnteredEventDetails"))
		case strings.HasSuffix(kind, "StateExited"):
			r.exit(e.Get("stateExitedEventDetails"))
		case kind == "TaskSucceeded" || kind == "LambdaFunctionSucceeded":
			r.result = decode(e.Get(strings.ToLower(kind[:1]) + kind[1:] + "EventDetails").Get("output"))
		case kind == "ExecutionFailed" || kind == "EvaluationFailed":
			r.failed(e.Get(strings.ToLower(kind[:1]) + kind[1:] + "EventDetails"))
		case strings.HasSuffix(kind, "Failed") || strings.HasSuffix(kind, "TimedOut"):
			r.source = nil
		}
	}
}

func (r *replay) enter(details value.Value) {
	r.source, r.result = nil, value.Value{}
	s := r.machine.Find(details.Get("name").Str())
	input := decode(details.Get("input"))
	if s == nil || hidden.MatchString(s.Node.Value.Compact()) || masked.MatchString(input.Compact()) {
		return
	}
	switch s.Type {
	case asl.Pass, asl.Choice, asl.Wait, asl.Succeed, asl.Task, asl.MapType:
		r.source, r.input = s, input
	}
}

// outcome evaluates the open state with the given variables.
func (r *replay) outcome(vars value.Value) (Outcome, *fault.Fault) {
	st, _ := Compile(r.source)
	e := &Env{Input: r.input, Random: new(counter), Now: entered, Vars: func(name string) (value.Value, bool) {
		v := vars.Get(name)
		return v, v.IsDefined()
	}}
	effective, f := st.EffectiveInput(e)
	if f != nil {
		return Outcome{}, f
	}
	result := effective
	switch r.source.Type {
	case asl.Choice:
		_, out, f := st.Choose(e, effective)
		return out, f
	case asl.Pass:
		result, f = st.Pass(e, effective)
	case asl.Wait:
		_, f = st.WaitUntil(e, effective, entered)
	case asl.MapType:
		return Outcome{}, r.mapping(st, e, effective)
	case asl.Task:
		if _, f = st.Timeout(e, effective); f == nil {
			_, f = st.Heartbeat(e, effective)
		}
		if f == nil {
			result, f = st.Arguments(e, effective)
		}
		if r.result.IsDefined() {
			result = r.result
		}
	}
	if f != nil {
		return Outcome{}, f
	}
	return st.Complete(e, effective, result)
}

// mapping evaluates what a Map state does before its first iteration.
func (r *replay) mapping(st *State, e *Env, effective value.Value) *fault.Fault {
	_, f := st.MaxConcurrency(e, effective)
	if f == nil && r.source.Map.ItemReader == nil {
		_, f = st.Items(e, effective)
	}
	if f == nil && r.source.Map.Distributed {
		_, _, f = st.Tolerance(e, effective)
	}
	if f == nil {
		_, f = st.MaxItems(e, effective)
	}
	return f
}

func (r *replay) exit(details value.Value) {
	set, seen := value.ObjectOf(nil), r.vars // the state saw the variables before its own
	for name, v := range details.Get("assignedVariables").Members() {
		set = set.With(name, decode(v))
		r.vars = r.vars.With(name, decode(v))
	}
	if r.source == nil || r.source.Type == asl.MapType || r.source.Type == asl.Task && !r.result.IsDefined() || masked.MatchString(r.vars.Compact()) {
		return
	}
	out, f := r.outcome(seen)
	want := decode(details.Get("output"))
	if f != nil || !value.Equal(decode(out.Output), want) {
		r.t.Errorf("%s: %s on %s\n got %s %+v\nwant %s", r.where, r.source.Node.Value.Compact(), r.input, out.Output, f, want)
		return
	}
	if got := decode(value.ObjectOf(out.Assigned)); !value.Equal(got, set) {
		r.t.Errorf("%s: %s\n got %s\nwant %s", r.where, r.source.Name.Value, got, set)
	}
	r.outcomes++
	r.source = nil
}

var prefix = regexp.MustCompile(`^An error occurred while executing the state '.*' \(entered at the event id #\d+\)\. `)

func (r *replay) failed(details value.Value) {
	cause := details.Get("cause").Str()
	own := prefix.FindString(cause)
	if r.source == nil || own == "" || strings.Contains(cause, "<") || strings.Contains(cause, "activity") {
		return
	}
	_, f := r.outcome(r.vars)
	switch {
	case f == nil:
		r.t.Errorf("%s: %s does not fail\nwant %s", r.where, r.source.Name.Value, cause)
	case f.Error != details.Get("error").Str() || f.Cause != cause[len(own):]:
		r.t.Errorf("%s: %s\n got %s: %s\nwant %s: %s", r.where, r.source.Name.Value, f.Error, f.Cause, details.Get("error"), cause)
	case details.Get("state").IsDefined() && f.Location != details.Get("location").Str():
		r.t.Errorf("%s: location %q, want %s", r.where, f.Location, details.Get("location"))
	default:
		r.faults++
	}
}

// decode undoes what the recordings do to strings that hold JSON: those that hold an object are always parsed, at any depth.
func decode(v value.Value) value.Value {
	switch v.Kind() {
	case value.String:
		var any json.RawMessage
		if json.Unmarshal([]byte(v.Str()), &any) == nil {
			return decode(value.MustParse(v.Str()))
		}
	case value.Array:
		var elems []value.Value
		for _, e := range v.Elems() {
			elems = append(elems, decode(e))
		}
		return value.ArrayOf(elems)
	case value.Object:
		var b value.ObjectBuilder
		for k, e := range v.Members() {
			b.Set(k, decode(e))
		}
		return b.Value()
	}
	return v
}
