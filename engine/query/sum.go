package query

import (
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	"github.com/google/cel-go/interpreter"
)

// sum is +. CEL joins lists by keeping both, so that a list added to itself again and again takes for ever to say its own size; here the result is
// a list of its own, paid for by its length. The list that a loop collects is exempt: it grows in place.
type sum struct{ interpreter.InterpretableCall }

// Exec implements interpreter.InterpretableV2.
func (s *sum) Exec(frame *interpreter.ExecutionFrame) ref.Val {
	a, b, failed := operands(s, frame)
	if failed != nil {
		return failed
	}
	spend(frame, 1+sizeOf(a)+sizeOf(b))
	adder, ok := a.(traits.Adder)
	if !ok {
		return types.NewErrWithNodeID(s.ID(), "no such overload")
	}
	left, isList := a.(traits.Lister)
	right, areLists := b.(traits.Lister)
	if _, grows := a.(traits.MutableLister); grows || !isList || !areLists {
		return types.LabelErrNode(s.ID(), adder.Add(b))
	}
	return s.join(frame, left, right)
}

func (s *sum) join(frame *interpreter.ExecutionFrame, lists ...traits.Lister) ref.Val {
	var joined []ref.Val
	for _, list := range lists {
		n, ok := list.Size().(types.Int)
		if !ok {
			return types.NewErrWithNodeID(s.ID(), "no such overload")
		}
		spend(frame, int(n))
		for it := list.Iterator(); it.HasNext() == types.True; {
			joined = append(joined, it.Next())
		}
	}
	return listOf(joined)
}

// Eval implements interpreter.Interpretable.
func (s *sum) Eval(vars interpreter.Activation) ref.Val { return s.Exec(interpreter.AsFrame(vars)) }
