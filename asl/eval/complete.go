package eval

import (
	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// completion is the pair of Assign and Output, which a state, a choice rule and a catcher have alike. Both are evaluated with the
// variables as they were when the state was entered.
type completion struct {
	assign *assignment
	output template // JSONata only; nil is the default
}

func (c *compiler) completion(assign, output place) completion {
	done := completion{assign: c.assign(assign)}
	if c.jsonata() {
		done.output = c.template(output)
	}
	return done
}

// eval returns the variables and the Output; without an Output field it is missing.
func (c *completion) eval(sc *scope, missing value.Value) (Outcome, *fault.Fault) {
	assigned, f := c.assign.eval(sc)
	if f != nil {
		return Outcome{}, f
	}
	if c.output == nil {
		return Outcome{missing, assigned}, nil
	}
	v, f := c.output.eval(sc)
	return Outcome{v, assigned}, f
}

// Complete turns the result of a state into its outcome. JSONPath: ResultSelector, then ResultPath into the raw input, then
// OutputPath, while Assign sees the result before ResultSelector. JSONata: Assign and Output. A state that produces no result
// (Wait, Succeed, Choice on its way to Default) gives its effective input as the result.
// Sources: ASL spec, "Input and Output Processing"; AWS Step Functions Developer Guide, "Passing data between states with
// variables", Evaluation order.
func (s *State) Complete(e *Env, effective, result value.Value) (Outcome, *fault.Fault) {
	if s.language == asl.JSONata {
		return s.completeJSONata(e, result)
	}
	if e.Trace != nil && (s.typ == asl.Task || s.typ == asl.Parallel || s.typ == asl.MapType) {
		e.Trace.Result = result
	}
	out, assigned, f := result, []value.Member(nil), (*fault.Fault)(nil)
	if s.resultSelector != nil || s.completion.assign != nil {
		sc := &scope{env: e, root: result}
		if s.resultSelector != nil {
			if out, f = s.resultSelector.eval(sc); f != nil {
				return Outcome{}, f
			}
		}
		if assigned, f = s.completion.assign.eval(sc); f != nil {
			return Outcome{}, f
		}
	}
	if s.hasResult() {
		selected := out
		if out, f = s.resultPath.apply(e.Input, out); f != nil {
			return Outcome{}, f
		}
		if e.Trace != nil {
			e.Trace.AfterResultSelector, e.Trace.AfterResultPath = selected, out
		}
	}
	if out, f = s.outputPath.apply(e, out); f != nil {
		return Outcome{}, f
	}
	return Outcome{out, assigned}, nil
}

func (s *State) completeJSONata(e *Env, result value.Value) (Outcome, *fault.Fault) {
	sc := &scope{env: e}
	missing := e.Input
	if s.typ == asl.Task || s.typ == asl.Parallel || s.typ == asl.MapType {
		sc.result, missing = result, result
		if e.Trace != nil {
			e.Trace.Result = result
		}
	}
	return s.completion.eval(sc, missing)
}
