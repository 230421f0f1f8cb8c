package query

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/interpreter"
)

// program is a compiled expression. It is safe for concurrent use.
type program struct {
	text  string
	ast   *cel.Ast
	plain cel.Program
	// watched keeps the value of every sub-expression, which costs time and memory. It is planned when the first explanation is asked for.
	watched func() (cel.Program, error)
}

// compile returns the program of a condition. Errors are *Error, save those of the environment itself.
func compile(text string, in func() (*environment, error)) (*program, error) {
	env, err := in()
	if err != nil {
		return nil, fmt.Errorf("build the environment of expressions: %w", err)
	}
	ast, issues := env.Compile(text)
	if issues.Err() != nil {
		return nil, compileError(text, env, issues)
	}
	if t := ast.OutputType(); !t.IsExactType(cel.BoolType) && !t.IsExactType(cel.DynType) {
		return nil, notACondition(text, ast)
	}
	if err := checkLoops(text, ast.NativeRep()); err != nil {
		return nil, err
	}
	p := &program{text: text, ast: ast}
	if p.plain, err = env.plan(ast, cel.OptOptimize); err != nil {
		return nil, planError(text, err)
	}
	p.watched = sync.OnceValues(func() (cel.Program, error) { return env.plan(ast, cel.OptTrackState) })
	return p, nil
}

func (env *environment) plan(ast *cel.Ast, options ...cel.EvalOption) (cel.Program, error) {
	return env.Program(ast, cel.EvalOptions(options...), cel.CustomDecoratorV2(meter), cel.InterruptCheckFrequency(interruptEvery))
}

// eval evaluates p to true or false. Errors are CEL's; failure makes them ours.
func (p *program) eval(ctx context.Context, s *scope) (bool, error) {
	s.spent = budget{}
	out, _, err := p.plain.ContextEval(ctx, s)
	if err != nil {
		return false, err
	}
	b, ok := out.(types.Bool)
	if !ok {
		return false, &EvalError{Expr: p.text, Msg: fmt.Sprintf("its value is %s, and must be true or false", show(out)), Missing: out == types.NullValue}
	}
	return bool(b), nil
}

// failure turns an error of eval into ours: an *EvalError, or the context's.
func (p *program) failure(ctx context.Context, s *scope, err error) error {
	var cancelled interpreter.EvalCancelledError
	var ours *EvalError
	switch {
	case errors.As(err, &ours):
		return err
	case errors.Is(err, interpreter.InterruptError{}):
		return fmt.Errorf("evaluate %s: %w", quote(p.text), context.Cause(ctx))
	case errors.As(err, &cancelled) && cancelled.Cause == interpreter.CostLimitExceeded:
		return &EvalError{Expr: p.text, Msg: fmt.Sprintf("it takes more than the %d units of work that one evaluation may", MaxCost)}
	}
	why, missing := p.explainError(ctx, s, err)
	return &EvalError{Expr: p.text, Msg: why, Missing: missing}
}

// watch evaluates p again and keeps the values of its sub-expressions.
func (p *program) watch(ctx context.Context, s *scope) (*witness, error) {
	prog, err := p.watched()
	if err != nil {
		return nil, err
	}
	s.spent = budget{}
	out, details, _ := prog.ContextEval(ctx, s)
	if details == nil || details.State() == nil {
		return nil, errors.New("the evaluation kept no values")
	}
	native := p.ast.NativeRep()
	return &witness{info: native.SourceInfo(), root: native.Expr(), state: details.State(), out: out}, nil
}

// quote shows an expression in a sentence; a long one by its beginning.
func quote(text string) string { return "'" + clip(text, 80) + "'" }
