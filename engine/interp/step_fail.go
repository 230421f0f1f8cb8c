package interp

import "github.com/stepmill/stepmill/asl/fault"

// stepFail runs a Fail state: it ends its thread with an error that only what is around it may catch. Source: ASL spec, "Fail State".
func (x *Execution) stepFail(t *thread) {
	name, cause, f := t.state.flow.Failure(x.env(t))
	if f != nil {
		x.broke(t, f)
		return
	}
	f = &fault.Fault{NoError: name == nil, NoCause: cause == nil, Plain: true}
	if name != nil {
		f.Error = *name
	}
	if cause != nil {
		f.Cause = *cause
	}
	x.fail(t, bounded(f))
}
