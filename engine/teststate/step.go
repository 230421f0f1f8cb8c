package teststate

import (
	"context"
	"fmt"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/eval"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/interp"
)

// step evaluates the state. The error refuses a request whose mock does not fit what the state made of its input.
func (t *test) step(ctx context.Context) (ending, *Error) {
	if t.state.Type == asl.Fail {
		return t.stepFail(), nil
	}
	effective, f := t.flow.EffectiveInput(t.env)
	if f != nil {
		return t.broke(f), nil
	}
	switch t.state.Type {
	case asl.Pass:
		return t.stepPass(effective), nil
	case asl.Succeed:
		return t.leave(effective, effective), nil
	case asl.Choice:
		return t.stepChoice(effective), nil
	case asl.Wait:
		return t.stepWait(effective), nil
	case asl.Parallel:
		return t.stepParallel(effective), nil
	case asl.MapType:
		return t.stepMap(effective)
	default:
		return t.stepTask(ctx, effective), nil
	}
}

func (t *test) stepPass(effective value.Value) ending {
	result, f := t.flow.Pass(t.env, effective)
	if f != nil {
		return t.broke(f)
	}
	return t.leave(effective, result)
}

func (t *test) stepFail() ending {
	name, cause, f := t.flow.Failure(t.env)
	if f != nil {
		return t.broke(f)
	}
	f = &fault.Fault{NoError: name == nil, NoCause: cause == nil}
	if name != nil {
		f.Error = *name
	}
	if cause != nil {
		f.Cause = *cause
	}
	return t.fail(f)
}

func (t *test) stepChoice(effective value.Value) ending {
	if t.mock != nil && t.mock.fault != nil {
		return t.fail(t.mock.fault)
	}
	rule, out, f := t.flow.Choose(t.env, effective)
	if f != nil {
		return t.broke(f)
	}
	next := t.state.Default
	if rule >= 0 {
		next = t.state.Choices[rule].Next
	}
	if next == nil {
		return t.broke(fault.New(fault.Runtime, "Failed to transition out of the state. The state does not point to a next state."))
	}
	return t.exit(out, next.Value)
}

// stepWait does not wait: a test is over when everything that can be said of the state is known.
func (t *test) stepWait(effective value.Value) ending {
	if t.mock != nil && t.mock.fault != nil {
		return t.fail(t.mock.fault)
	}
	if _, f := t.flow.WaitUntil(t.env, effective, t.env.Now); f != nil {
		return t.broke(f)
	}
	return t.leave(effective, effective)
}

func (t *test) stepParallel(effective value.Value) ending {
	if _, f := t.flow.Arguments(t.env, effective); f != nil {
		return t.broke(f)
	}
	if t.mock.fault != nil {
		return t.fail(t.mock.fault)
	}
	return t.leave(effective, t.mock.result)
}

// leave evaluates what the state makes of its result, and leaves it.
func (t *test) leave(effective, result value.Value) ending {
	out, f := t.flow.Complete(t.env, effective, result)
	if f != nil {
		return t.broke(f)
	}
	next := ""
	if t.state.Next != nil {
		next = t.state.Next.Value
	}
	return t.exit(out, next)
}

func (t *test) exit(out eval.Outcome, next string) ending {
	if f := tooLarge(out.Output, t.state.Name.Value); f != nil {
		return t.broke(f)
	}
	return ending{status: Succeeded, outcome: out, next: next}
}

// tooLarge is the fault of a payload beyond AWS's limit, nil if v is within; what is the state or the integration that made it.
func tooLarge(v value.Value, what string) *fault.Fault {
	if v.Size() <= interp.MaxPayload {
		return nil
	}
	return fault.New(fault.DataLimitExceeded,
		fmt.Sprintf("The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit.", what))
}
