package query

import (
	"fmt"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/ast"
	"github.com/google/cel-go/common/operators"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
	"github.com/google/cel-go/interpreter"
)

// witness is an evaluation with the values that its sub-expressions had. In a loop those of the last turn count, which is the one that decided:
// all ends at the first element that fails, exists at the first that does not.
type witness struct {
	info  *ast.SourceInfo
	root  ast.Expr
	state interpreter.EvalState
	out   ref.Val
}

// maxReasons is how many lines an explanation has.
const maxReasons = 10

// explain says which parts made the expression false, one a line.
func (w *witness) explain() string {
	reasons := w.reasons(w.root, false)
	if len(reasons) > maxReasons {
		reasons = append(reasons[:maxReasons], fmt.Sprintf("… and %d more", len(reasons)-maxReasons))
	}
	return strings.Join(reasons, "\n")
}

// reasons says why e has the value got.
func (w *witness) reasons(e ast.Expr, got bool) []string {
	switch e.Kind() {
	case ast.CallKind:
		return w.callReasons(e, got)
	case ast.ComprehensionKind:
		return w.loopReasons(e, got)
	}
	return w.valueOf(e)
}

func (w *witness) callReasons(e ast.Expr, got bool) []string {
	args := e.AsCall().Args()
	switch e.AsCall().FunctionName() {
	case operators.LogicalAnd, operators.LogicalOr:
		return w.operandReasons(args, got)
	case operators.LogicalNot:
		return w.reasons(args[0], !got)
	case operators.Conditional:
		branch := args[2]
		if w.value(args[0]) == types.True {
			branch = args[1]
		}
		return w.reasons(branch, got)
	}
	return w.operandValues(e)
}

// operandReasons: those operands decided that have the value of the whole.
func (w *witness) operandReasons(args []ast.Expr, got bool) (reasons []string) {
	for _, arg := range args {
		if w.value(arg) == types.Bool(got) {
			reasons = append(reasons, w.reasons(arg, got)...)
		}
	}
	return reasons
}

// loopReasons explains all, by the element that failed, and exists. Other loops are shown by their value.
func (w *witness) loopReasons(e ast.Expr, got bool) []string {
	call, ok := w.info.GetMacroCall(e.ID())
	if !ok {
		return w.valueOf(e)
	}
	loop, macro := e.AsComprehension(), call.AsCall().FunctionName()
	step := loop.LoopStep()
	isQuantifier := macro == operators.All || macro == operators.Exists
	if !isQuantifier || step.Kind() != ast.CallKind || len(step.AsCall().Args()) != 2 {
		return w.valueOf(e)
	}
	if got == (macro == operators.All) { // no element decided: every one is so, or none
		return []string{fmt.Sprintf("%s is %t: %s", w.source(e), got, w.countOf(loop.IterRange()))}
	}
	var reasons []string
	for _, reason := range w.reasons(step.AsCall().Args()[1], got) {
		reasons = append(reasons, fmt.Sprintf("%s is %t: %s", w.source(e), got, reason))
	}
	return reasons
}

func (w *witness) countOf(e ast.Expr) string {
	if sized, ok := w.value(e).(traits.Sizer); ok {
		if n, ok := sized.Size().(types.Int); ok && n == 1 {
			return w.source(e) + " has 1 element"
		} else if ok {
			return fmt.Sprintf("%s has %d elements", w.source(e), n)
		}
	}
	return w.source(e) + " was looked through"
}

// operandValues shows a call with the values it works on.
func (w *witness) operandValues(e ast.Expr) []string {
	var values []string
	for _, operand := range operandsOf(e) {
		if isConstant(operand) {
			continue
		}
		if v := w.value(operand); v != nil {
			values = append(values, fmt.Sprintf("%s is %s", w.source(operand), show(v)))
		}
	}
	if len(values) == 0 {
		return w.valueOf(e)
	}
	condition := w.source(e)
	if w.value(e) == types.True {
		condition += " is true" // and should not be: it stands under a !
	}
	return []string{condition + ": " + strings.Join(values, ", ")}
}

func (w *witness) valueOf(e ast.Expr) []string {
	if v := w.value(e); v != nil && !isConstant(e) {
		return []string{fmt.Sprintf("%s is %s", w.source(e), show(v))}
	}
	return []string{w.source(e)}
}

// value is the value e had, nil if it was not evaluated.
func (w *witness) value(e ast.Expr) ref.Val {
	v, _ := w.state.Value(e.ID())
	return v
}

// source writes e as CEL.
func (w *witness) source(e ast.Expr) string {
	text, err := cel.ExprToString(e, w.info)
	if err != nil {
		return "a part of the expression"
	}
	return clip(strings.Join(strings.Fields(text), " "), maxShown)
}

// operandsOf returns what a call works on.
func operandsOf(e ast.Expr) []ast.Expr {
	call := e.AsCall()
	if call.IsMemberFunction() {
		return append([]ast.Expr{call.Target()}, call.Args()...)
	}
	return call.Args()
}

// isConstant reports whether an expression says its value itself.
func isConstant(e ast.Expr) bool {
	switch e.Kind() {
	case ast.LiteralKind:
		return true
	case ast.CallKind:
		for _, operand := range operandsOf(e) {
			if !isConstant(operand) {
				return false
			}
		}
		return true
	case ast.ListKind:
		for _, element := range e.AsList().Elements() {
			if !isConstant(element) {
				return false
			}
		}
		return true
	}
	return false
}
