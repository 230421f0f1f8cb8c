package query

import (
	"github.com/google/cel-go/common/operators"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	"github.com/google/cel-go/interpreter"
)

// comparison is ==, != or in, which spends by what it compares and refuses what is too large to walk through.
type comparison struct{ interpreter.InterpretableCall }

// Exec implements interpreter.InterpretableV2.
func (c *comparison) Exec(frame *interpreter.ExecutionFrame) ref.Val {
	a, b, failed := operands(c, frame)
	if failed != nil {
		return failed
	}
	left := weigh(b, weigh(a, maxCompared))
	spend(frame, 1+maxCompared-left)
	if left < 0 {
		return types.NewErrWithNodeID(c.ID(), "the operands are too large to be compared")
	}
	switch c.Function() {
	case operators.Equals:
		return types.Equal(a, b)
	case operators.NotEquals:
		return types.Bool(types.Equal(a, b) != types.True)
	}
	if in, ok := b.(traits.Container); ok {
		return types.LabelErrNode(c.ID(), in.Contains(a))
	}
	return types.NewErrWithNodeID(c.ID(), "no such overload")
}

// Eval implements interpreter.Interpretable.
func (c *comparison) Eval(vars interpreter.Activation) ref.Val {
	return c.Exec(interpreter.AsFrame(vars))
}
