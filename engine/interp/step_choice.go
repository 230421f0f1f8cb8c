package interp

import "github.com/stepmill/stepmill/asl/fault"

// stepChoice runs a Choice state. Source: ASL spec, "Choice State".
func (x *Execution) stepChoice(t *thread) {
	effective, ok := x.effective(t)
	if !ok {
		return
	}
	rule, out, f := t.state.flow.Choose(x.env(t), effective)
	next := t.state.fallback
	if rule >= 0 {
		next = t.state.rules[rule]
	}
	if f == nil && next == "" {
		f = fault.New(fault.Runtime, "Failed to transition out of the state. The state does not point to a next state.")
	}
	if f == nil {
		out.Output = out.Output.Seal()
		f = tooLarge(out.Output, t.state.name)
	}
	if f != nil {
		x.broke(t, f)
		return
	}
	x.exit(t, out, next)
}
