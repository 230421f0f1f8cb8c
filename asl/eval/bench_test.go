package eval

import (
	"testing"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// The benchmarks evaluate whole states, as one step of a loop of Pass and Choice states does.

func benchmarkState(b *testing.B, text string, language asl.Language, input string, flow func(*State, *Env) error) {
	_, st, found := compileState(text, language)
	if st == nil || found.HasErrors() {
		b.Fatal(found)
	}
	one := value.Int(1)
	e := &Env{Input: value.MustParse(input), Now: entered, Vars: func(string) (value.Value, bool) { return one, true }}
	b.ReportAllocs()
	for b.Loop() {
		if err := flow(st, e); err != nil {
			b.Fatal(err)
		}
	}
}

type failedError struct{ cause string }

func (e failedError) Error() string { return e.cause }

func passFlow(st *State, e *Env) error {
	effective, f := st.EffectiveInput(e)
	if f != nil {
		return failedError{f.Cause}
	}
	result, f := st.Pass(e, effective)
	if f != nil {
		return failedError{f.Cause}
	}
	if _, f = st.Complete(e, effective, result); f != nil {
		return failedError{f.Cause}
	}
	return nil
}

func choiceFlow(st *State, e *Env) error {
	if rule, _, f := st.Choose(e, e.Input); f != nil || rule != 1 {
		return failedError{"rule 1 does not hold"}
	}
	return nil
}

func BenchmarkPassLiteral(b *testing.B) {
	benchmarkState(b, `{"Type":"Pass","Result":{"a":[1,2,3]},"ResultPath":"$.r"}`, asl.JSONPath, `{"x":1,"y":{"z":2}}`, passFlow)
}

func BenchmarkPassTemplate(b *testing.B) {
	benchmarkState(b, `{"Type":"Pass","Parameters":{"n.$":"$.y.z","s":{"v.$":"$v"}},"Assign":{"v.$":"$.n"}}`, asl.JSONPath,
		`{"x":1,"y":{"z":2}}`, passFlow)
}

func BenchmarkPassIntrinsic(b *testing.B) {
	benchmarkState(b, `{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.y.z, 1)"}}`, asl.JSONPath, `{"x":1,"y":{"z":2}}`, passFlow)
}

func BenchmarkPassJSONata(b *testing.B) {
	benchmarkState(b, `{"Type":"Pass","Output":{"n":"{% $states.input.y.z + 1 %}"}}`, asl.JSONata, `{"x":1,"y":{"z":2}}`, passFlow)
}

func BenchmarkChoice(b *testing.B) {
	benchmarkState(b, `{"Type":"Choice","Default":"D","Choices":[{"Variable":"$.x","NumericEquals":0,"Next":"A"},`+
		`{"And":[{"Variable":"$.y.z","IsPresent":true},{"Variable":"$.y.z","NumericLessThan":10}],"Next":"B"}]}`,
		asl.JSONPath, `{"x":1,"y":{"z":2}}`, choiceFlow)
}

func BenchmarkChoiceJSONata(b *testing.B) {
	benchmarkState(b, `{"Type":"Choice","Default":"D","Choices":[{"Condition":"{% $states.input.x = 0 %}","Next":"A"},`+
		`{"Condition":"{% $states.input.y.z < 10 %}","Next":"B"}]}`, asl.JSONata, `{"x":1,"y":{"z":2}}`, choiceFlow)
}
