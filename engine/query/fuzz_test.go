package query

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// outcome is what the fuzzer and the benchmarks ask about.
func outcome() Outcome {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return Outcome{
		Execution: Execution{
			ARN: "arn", Name: "x", Status: "FAILED", Type: "STANDARD", Start: start, Stop: start.Add(time.Hour), Now: start.Add(2 * time.Hour), Events: 3,
			Output: value.MustParse(`{"total":4,"rows":[{"v":1},{"v":[2,3]}],"who":"ann","none":null}`),
			Input:  func() value.Value { return value.MustParse(`{"n":1}`) },
		},
		History: []history.Record{
			{Type: history.ExecutionStarted, ID: 1, Start: &history.Start{}, Input: value.MustParse(`{}`)},
			{Type: history.TaskFailed, ID: 2, Error: "Boom"},
			{Type: history.ExecutionFailed, ID: 3, Error: "Boom"},
		},
	}
}

// FuzzCompile holds that no expression panics, that every error has a type that callers know, and that a false assertion is explained.
func FuzzCompile(f *testing.F) {
	for _, seed := range []string{
		`status == "FAILED" && duration > duration("1m")`, `output.rows.all(r, r.v < 5 || !(r.v == 8))`, `output.?a.orValue([1])[0] in {1: 2}`,
		`history.exists(e, e.type == "TaskFailed" && json(e.x).y == 1.5)`, `has(output.a) ? stopDate < now : true`, `output.map(k, output[k]) == output`,
		`name.matches("^a+$")`, "'\\x", `[[0].map(a,[a,a])].exists(x, x == x)`, `{output: 1}[output] == 1`, `dyn([output, history]) in [output]`,
		`type(output) == map`, `{"a": [1u, b"x", 1e9]}.exists_one(k, k in output)`, "status ==\n\t\"é\" and", `optional.of(output) == optional.none()`,
		strings.Repeat("output.all(x,", 80) + "true" + strings.Repeat(")", 80), strings.Repeat("-", MaxExpression),
		strings.Repeat("true&&", 1000) + "true", "[0]" + strings.Repeat(".map(a,a)", 80) + "==[0]",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, expr string) {
		if filter, err := Compile(expr); err == nil {
			_, err := filter.Match(outcome().Execution)
			requireKnown(t, err)
		} else {
			requireError(t, expr, err)
		}
		a, err := CompileAssertion(expr)
		if err != nil {
			requireError(t, expr, err)
			return
		}
		ok, detail, err := a.Check(outcome())
		requireKnown(t, err)
		if err == nil && ok != (detail == "") {
			t.Errorf("%q: ok is %t and its detail %q", expr, ok, detail)
		}
	})
}

func requireError(t *testing.T, expr string, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Msg == "" || e.Expr != expr || err.Error() == "" {
		t.Errorf("%q does not compile: %#v", expr, err)
	}
}

func requireKnown(t *testing.T, err error) {
	t.Helper()
	var e *EvalError
	if err != nil && (!errors.As(err, &e) || e.Msg == "" || e.Missing) {
		t.Errorf("an evaluation fails with %#v", err)
	}
}
