package query

import (
	"github.com/google/cel-go/interpreter"
)

// budget counts the work of one evaluation. CEL has a count of its own, which takes a comparison for one step whatever it compares, and whose
// bookkeeping takes time that grows with the square of a loop's length: a history of 25,000 events took seconds.
type budget struct{ spent int }

// budgetName is the variable under which an evaluation finds its budget; no expression can name it.
const budgetName = "@budget"

// spend counts work, and ends the evaluation when it was too much. The panic is CEL's way to end one, and CEL recovers it: an error would be
// swallowed by the next || and the evaluation go on.
func spend(frame *interpreter.ExecutionFrame, units int) {
	found, ok := frame.ResolveName(budgetName)
	if !ok {
		return // planning evaluates constants
	}
	b := found.(*budget)
	if b.spent += units; b.spent > MaxCost {
		panic(interpreter.EvalCancelledError{Cause: interpreter.CostLimitExceeded, Message: "too much work"})
	}
}
