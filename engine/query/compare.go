package query

import (
	"github.com/google/cel-go/common/operators"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	"github.com/google/cel-go/interpreter"
)

// comparison is ==, != or in, which refuses operands that are too large to walk through. CEL bounds the steps of an evaluation but takes a
// comparison for one step, whatever its operands hold.
type comparison struct {
	interpreter.InterpretableCall
}

// boundComparison decorates a planned call.
func boundComparison(i interpreter.InterpretableV2) (interpreter.InterpretableV2, error) {
	if call, ok := i.(interpreter.InterpretableCall); ok && len(call.Args()) == 2 {
		switch call.Function() {
		case operators.Equals, operators.NotEquals, operators.In:
			return &comparison{call}, nil
		}
	}
	return i, nil
}

// Exec implements interpreter.InterpretableV2.
func (c *comparison) Exec(frame *interpreter.ExecutionFrame) ref.Val {
	var operands [2]ref.Val
	left := maxCompared
	for i, arg := range c.Args() {
		x := arg.Exec(frame)
		if types.IsUnknownOrError(x) {
			return x
		}
		if operands[i], left = x, weigh(x, left); left < 0 {
			return types.NewErrWithNodeID(c.ID(), "an operand has more than %d elements", maxCompared)
		}
	}
	switch c.Function() {
	case operators.Equals:
		return types.Equal(operands[0], operands[1])
	case operators.NotEquals:
		return types.Bool(types.Equal(operands[0], operands[1]) != types.True)
	}
	if in, ok := operands[1].(traits.Container); ok {
		return types.LabelErrNode(c.ID(), in.Contains(operands[0]))
	}
	return types.NewErrWithNodeID(c.ID(), "no such overload")
}

// Eval implements interpreter.Interpretable.
func (c *comparison) Eval(vars interpreter.Activation) ref.Val {
	return c.Exec(interpreter.AsFrame(vars))
}
