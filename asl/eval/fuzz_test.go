package eval

import (
	"testing"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// FuzzState compiles arbitrary states and evaluates them, whatever Compile found: nothing may panic, and an evaluation gives a
// value or a fault.
func FuzzState(f *testing.F) {
	for _, state := range []string{
		`{"Type":"Pass","InputPath":"$.a","Parameters":{"x.$":"$.b","y":[{"z.$":"States.Array($v)"}]},"ResultPath":"$.c","Assign":{"n.$":"$"}}`,
		`{"Type":"Choice","Default":"D","Choices":[{"And":[{"Variable":"$.a","IsPresent":true},{"Not":{"Variable":"$.a","StringMatches":"*\\*"}}],"Next":"A"}]}`,
		`{"Type":"Choice","Choices":[{"Condition":"{% $states.input.a = 1 %}","Output":{"a":"{% $v %}"},"Next":"A"}]}`,
		`{"Type":"Wait","TimestampPath":"$.a"}`,
		`{"Type":"Wait","Seconds":"{% 5 %}"}`,
		`{"Type":"Fail","ErrorPath":"States.Format('{}', $.a)","Cause":"{% $states %}"}`,
		`{"Type":"Task","Resource":"r","Credentials":{"RoleArn.$":"$.a"},"TimeoutSecondsPath":"$.b","ResultSelector":{"a.$":"$[*]"},"Retry":[{"ErrorEquals":["A"],"BackoffRate":1.5}],"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.e","Assign":{"a.$":"$.Error"},"Next":"N"}]}`,
		`{"Type":"Map","ItemsPath":"$.a","ItemSelector":{"i.$":"$$.Map.Item.Value"},"MaxConcurrencyPath":"$.b","ItemReader":{"ReaderConfig":{"MaxItems":1},"Parameters":{"a.$":"$"}},"ItemBatcher":{"MaxItemsPerBatch":1,"BatchInput":{"a.$":"$.b"}},"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"}}}`,
		`{"Type":"Map","Items":"{% $states.input.a %}","ToleratedFailurePercentage":"{% 5 %}"}`,
		`{"Type":"Parallel","Arguments":["{% $states.input %}"],"Output":"{% $states.result %}"}`,
	} {
		f.Add(state, `{"a":[1,"2016-03-14T01:59:00Z",null],"b":2}`, false)
		f.Add(state, `{"a":1}`, true)
	}
	f.Fuzz(func(t *testing.T, state, input string, jsonata bool) {
		in, err := value.Parse(input)
		if err != nil || len(state) > 4096 || len(input) > 4096 {
			return
		}
		language := asl.JSONPath
		if jsonata {
			language = asl.JSONata
		}
		source, st, _ := compileState(state, language)
		if st == nil {
			return
		}
		evaluateAll(t, source, st, in)
	})
}

// evaluateAll calls every method of st, whatever its type.
func evaluateAll(t *testing.T, source *asl.State, st *State, input value.Value) {
	context := value.MustParse(`{"State":{"Name":"S"},"Map":{"Item":{"Index":0,"Value":1}}}`)
	e := &Env{
		Input: input, Now: entered, Random: new(counter), Trace: &Trace{},
		Context: func() value.Value { return context },
		Vars:    func(name string) (value.Value, bool) { return value.Int(1), name == "v" },
	}
	check := func(what string, v value.Value, f *fault.Fault) {
		if (f == nil) != v.IsDefined() {
			t.Errorf("%s: value %v and fault %+v", what, v, f)
		}
		if f != nil && (f.Error == "" || f.Cause == "") {
			t.Errorf("%s: the fault says nothing: %+v", what, f)
		}
	}
	effective, f := st.EffectiveInput(e)
	check("EffectiveInput", effective, f)
	if f != nil {
		effective = input
	}
	v, f := st.Arguments(e, effective)
	check("Arguments", v, f)
	v, f = st.Pass(e, effective)
	check("Pass", v, f)
	out, f := st.Complete(e, effective, effective)
	check("Complete", out.Output, f)
	for i := range st.Catchers() {
		out, f = st.Caught(e, i, fault.New("E", "C"))
		check("Caught", out.Output, f)
	}
	if rule, out, f := st.Choose(e, effective); rule >= len(source.Choices) || rule >= 0 && f == nil && !out.Output.IsDefined() {
		t.Errorf("Choose: rule %d of %d without output", rule, len(source.Choices))
	}
	if until, f := st.WaitUntil(e, effective, entered); f == nil && until.Before(entered) {
		t.Errorf("WaitUntil: %v is before the state was entered", until)
	}
	st.Failure(e)
	st.Timeout(e, effective)
	st.Heartbeat(e, effective)
	st.Credentials(e, effective)
	v, f = st.Items(e, effective)
	check("Items", v, f)
	v, f = st.Item(e, effective, value.Int(1))
	check("Item", v, f)
	st.MaxConcurrency(e, effective)
	st.Tolerance(e, effective)
	st.MaxItems(e, effective)
	st.ReaderArguments(e, effective)
	st.WriterArguments(e, effective)
	st.Batch(e, effective)
}
