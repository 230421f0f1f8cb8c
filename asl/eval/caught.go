package eval

import (
	"fmt"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// handler is the data flow of one catcher.
type handler struct {
	resultPath *placement
	completion completion
}

// catch compiles the Catch field into st.
func (c *compiler) catch(st *State) {
	for i, from := range c.state.Catch {
		at := fmt.Sprintf("Catch[%d]", i)
		to := Catcher{ErrorEquals: texts(from.ErrorEquals)}
		if from.Next != nil {
			to.Next = from.Next.Value
		}
		h := handler{completion: c.completion(place{from.Assign, at + "/Assign"}, place{from.Output, at + "/Output"})}
		if !c.jsonata() {
			h.resultPath = c.placement(place{from.ResultPath, at + "/ResultPath"})
		}
		st.catchers, st.handlers = append(st.catchers, to), append(st.handlers, h)
	}
}

// ErrorOutput is the error output of a fault: an object with Error and Cause, which are null where the fault has none.
// Source: ASL spec, "Fallback States".
func ErrorOutput(f *fault.Fault) value.Value {
	text := func(s string, absent bool) value.Value {
		if absent {
			return value.NullValue
		}
		return value.Text(s)
	}
	return value.ObjectOf([]value.Member{
		{Key: "Error", Value: text(f.Error, f.NoError)}, {Key: "Cause", Value: text(f.Cause, f.NoCause)},
	})
}

// Caught turns a fault that catcher number catcher caught into the outcome of the state: the error output goes where the
// catcher's ResultPath or Output puts it. ResultSelector, ResultPath and OutputPath of the state itself do not apply.
func (s *State) Caught(e *Env, catcher int, f *fault.Fault) (Outcome, *fault.Fault) {
	h, caught := &s.handlers[catcher], ErrorOutput(f)
	if s.language == asl.JSONata {
		return h.completion.eval(&scope{env: e, caught: caught}, caught)
	}
	out, failed := h.resultPath.apply(e.Input, caught)
	if failed != nil {
		return Outcome{}, failed
	}
	return h.completion.eval(&scope{env: e, root: caught}, out)
}
