package query

import (
	"github.com/google/cel-go/common/operators"
	"github.com/google/cel-go/common/overloads"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/interpreter"
)

// meter decorates the planned steps of an expression so that they spend the budget. Every loop makes calls and every value comes from a call, an
// attribute (a variable with its members) or a constant, so that these are enough.
func meter(i interpreter.InterpretableV2) (interpreter.InterpretableV2, error) {
	switch step := i.(type) {
	case *meteredCall, *meteredAttribute:
	case interpreter.InterpretableAttribute:
		return &meteredAttribute{InterpretableAttribute: step, price: price{times: 1}}, nil
	case interpreter.InterpretableConst, interpreter.InterpretableConstructor:
	case interpreter.InterpretableCall:
		return meterCall(step), nil
	}
	return i, nil
}

func meterCall(call interpreter.InterpretableCall) interpreter.InterpretableV2 {
	args := call.Args()
	if len(args) == 2 {
		switch call.Function() {
		case operators.Equals, operators.NotEquals, operators.In:
			return &comparison{call}
		case operators.Add:
			return &sum{call}
		case overloads.Matches:
			priceMatch(args[0], args[1])
		}
	}
	return &meteredCall{InterpretableCall: call, price: price{times: 1}}
}

// price says how often the function that gets a value looks at all of it.
type price struct{ times int }

func (p *price) raise(times int) { p.times = times }

// unknownPattern is the price of a pattern that the data gives.
const unknownPattern = 50

// priceMatch: a match takes time by the length of the text and that of the pattern.
func priceMatch(text, pattern interpreter.InterpretableV2) {
	times := unknownPattern
	if constant, ok := pattern.(interpreter.InterpretableConst); ok {
		times = 1 + sizeOf(constant.Value())*10/4
	}
	for _, arg := range []interpreter.InterpretableV2{text, pattern} {
		if priced, ok := arg.(interface{ raise(int) }); ok {
			priced.raise(times)
		}
	}
}

// meteredAttribute spends by the size of the value it gives.
type meteredAttribute struct {
	interpreter.InterpretableAttribute
	price
}

// Exec implements interpreter.InterpretableV2.
func (a *meteredAttribute) Exec(frame *interpreter.ExecutionFrame) ref.Val {
	v := a.InterpretableAttribute.Exec(frame)
	spend(frame, 1+sizeOf(v)*a.times)
	return v
}

// Eval implements interpreter.Interpretable.
func (a *meteredAttribute) Eval(vars interpreter.Activation) ref.Val {
	return a.Exec(interpreter.AsFrame(vars))
}

// meteredCall spends by the size of the value it gives.
type meteredCall struct {
	interpreter.InterpretableCall
	price
}

// Exec implements interpreter.InterpretableV2.
func (c *meteredCall) Exec(frame *interpreter.ExecutionFrame) ref.Val {
	v := c.InterpretableCall.Exec(frame)
	spend(frame, 1+sizeOf(v)*c.times)
	return v
}

// Eval implements interpreter.Interpretable.
func (c *meteredCall) Eval(vars interpreter.Activation) ref.Val {
	return c.Exec(interpreter.AsFrame(vars))
}

// operands evaluates the two operands of a call; failed is set if one of them failed.
func operands(call interpreter.InterpretableCall, frame *interpreter.ExecutionFrame) (a, b, failed ref.Val) {
	args := call.Args()
	if a = args[0].Exec(frame); types.IsUnknownOrError(a) {
		return nil, nil, a
	}
	if b = args[1].Exec(frame); types.IsUnknownOrError(b) {
		return nil, nil, b
	}
	return a, b, nil
}
