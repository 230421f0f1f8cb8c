package query

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/cel-go/common/ast"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
)

// explainError says in a sentence why an evaluation failed, and whether it was for want of data. CEL's own messages name neither the expression
// nor the values, so the expression is evaluated again, watched, unless the message says all that is needed.
func (p *program) explainError(ctx context.Context, s *scope, err error) (why string, missing bool) {
	w, watchErr := p.watch(ctx, s)
	if watchErr != nil {
		return err.Error(), isAbsence(err)
	}
	e := w.culprit()
	if e == nil {
		return err.Error(), isAbsence(err)
	}
	failed, _ := w.value(e).(*types.Err)
	if failed == nil {
		return err.Error(), isAbsence(err)
	}
	switch {
	case e.Kind() == ast.ComprehensionKind:
		return w.explainLoop(e, failed)
	case isAbsence(failed):
		return w.source(e) + " is not there: " + failed.Error(), true
	case e.Kind() == ast.CallKind:
		return w.explainCall(e, failed)
	}
	return w.source(e) + ": " + failed.Error(), false
}

// explainLoop explains a loop over what is no list, or one that failed for an element before the last it looked at, whose values are gone.
func (w *witness) explainLoop(e ast.Expr, failed *types.Err) (why string, missing bool) {
	over := e.AsComprehension().IterRange()
	if v := w.value(over); v != nil && !v.Type().HasTrait(traits.IterableType) {
		return fmt.Sprintf("%s cannot be walked over in %s: it is %s", w.source(over), w.source(e), show(v)), v == types.NullValue
	}
	return "for an element in " + w.source(e) + ": " + failed.Error(), isAbsence(failed)
}

// explainCall explains a call that failed on its operands.
func (w *witness) explainCall(e ast.Expr, failed *types.Err) (why string, missing bool) {
	var kinds []string
	for _, operand := range operandsOf(e) {
		v := w.value(operand)
		if v == nil {
			continue
		}
		missing = missing || v == types.NullValue
		kinds = append(kinds, typeName(typeOf(v)))
	}
	why = strings.Join(w.operandValues(e), ", ")
	if strings.HasPrefix(failed.Error(), "no such overload") {
		return fmt.Sprintf("'%s' does not work on %s in %s", operatorName(e.AsCall().FunctionName()), strings.Join(kinds, " and "), why), missing
	}
	return why + ": " + failed.Error(), false
}

func typeOf(v ref.Val) string { return v.Type().TypeName() }

// culprit is the innermost expression whose failure made the whole fail. An error that an || or && swallowed is none.
func (w *witness) culprit() ast.Expr {
	if !types.IsError(w.value(w.root)) {
		return nil
	}
	e := w.root
	for next := e; next != nil; next = w.failedPart(e) {
		e = next
	}
	return e
}

// failedPart returns the first part of e that failed, nil if e failed by itself.
func (w *witness) failedPart(e ast.Expr) ast.Expr {
	for _, part := range partsOf(e) {
		if types.IsError(w.value(part)) {
			return part
		}
	}
	return nil
}

func partsOf(e ast.Expr) []ast.Expr {
	switch e.Kind() {
	case ast.CallKind:
		return operandsOf(e)
	case ast.SelectKind:
		return []ast.Expr{e.AsSelect().Operand()}
	case ast.ListKind:
		return e.AsList().Elements()
	case ast.MapKind:
		var parts []ast.Expr
		for _, entry := range e.AsMap().Entries() {
			parts = append(parts, entry.AsMapEntry().Key(), entry.AsMapEntry().Value())
		}
		return parts
	case ast.ComprehensionKind:
		loop := e.AsComprehension()
		parts := []ast.Expr{loop.IterRange()}
		if step := loop.LoopStep(); step.Kind() == ast.CallKind {
			parts = append(parts, step.AsCall().Args()[1:]...) // the first is what the turns before made
		}
		return parts
	}
	return nil
}

// isAbsence reports whether an error of CEL's says that a member or an element is not there. CEL has no type for it, only words.
func isAbsence(err error) bool {
	text := err.Error()
	return strings.HasPrefix(text, "no such key") || strings.HasPrefix(text, "index out of bounds") || strings.HasPrefix(text, "no such attribute") ||
		(strings.HasPrefix(text, "index '") && strings.Contains(text, "out of range"))
}
