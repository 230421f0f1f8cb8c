package eval

import (
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/intrinsic"
	"github.com/stepmill/stepmill/asl/value"
)

func isCall(text string) bool { return intrinsic.IsCall(text) }

// call compiles an intrinsic function. Nil: it is none.
func (c *compiler) call(text string) template {
	call, err := intrinsic.Compile(text)
	if err != nil {
		return nil
	}
	c.reads(call.Variables())
	return &callLeaf{call}
}

// callLeaf is an intrinsic function as the value of a field.
type callLeaf struct{ call *intrinsic.Call }

func (l *callLeaf) eval(sc *scope) (value.Value, *fault.Fault) {
	v, err := l.call.Eval(intrinsic.Env{Roots: sc.roots(), Random: sc.env.Random})
	if err != nil {
		return value.Value{}, fault.New(fault.Runtime, err.Error())
	}
	return v, nil
}
