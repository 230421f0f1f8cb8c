package query

import (
	"fmt"

	"github.com/google/cel-go/common/ast"
)

// checkLoops reports loops that nest too deeply. Each level makes every look at a variable slower, which no count of steps would show.
func checkLoops(text string, tree *ast.AST) error {
	if deepest := loopDepth(tree.Expr()); deepest > maxLoops {
		return &Error{Expr: text, Msg: fmt.Sprintf("all, exists, map and filter nest %d levels deep, and may nest %d", deepest, maxLoops), Line: 1, Column: 1}
	}
	return nil
}

// loopDepth is how many loops run inside each other. A loop over what another gave runs after it.
func loopDepth(e ast.Expr) (deepest int) {
	if e.Kind() == ast.ComprehensionKind {
		loop := e.AsComprehension()
		return max(loopDepth(loop.IterRange()), 1+loopDepth(loop.LoopStep()))
	}
	for _, part := range partsOf(e) {
		deepest = max(deepest, loopDepth(part))
	}
	return deepest
}
