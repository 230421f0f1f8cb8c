package jsonata

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// Dialect selects which language Compile accepts.
type Dialect uint8

// The dialects.
const (
	// Reference is JSONata 2.2.2, all of it.
	Reference Dialect = iota
	// StepFunctions is what AWS Step Functions accepts in {% … %}: JSONata 2.0.6 without $eval, without a context item at the
	// top level, and with the functions $partition, $range, $hash, $random(seed), $uuid and $parse.
	StepFunctions
)

// Options configures Compile. The zero Options compile the reference dialect and stop at the first error.
type Options struct {
	Dialect Dialect
	// Recover makes Compile collect all syntax errors instead of returning the first one: Compile then always returns an Expr,
	// whose Errors method lists them and whose Eval fails with S0500 if there are any.
	Recover bool
}

// Expr is a compiled expression. It is immutable and safe for concurrent use.
type Expr struct {
	text    string
	dialect Dialect
	syntax  *node // as written, for String
	root    *node // resolved, for Eval
	errors  []*Error
	free    []string
}

// Compile parses text, in which runs of bytes that are not UTF-8 count as U+FFFD. Errors are *Error.
func Compile(text string, opt Options) (*Expr, error) {
	text = strings.ToValidUTF8(text, "\uFFFD")
	p := newParser(text, opt)
	syntax, root, err := p.parse()
	if err != nil {
		return nil, populate(err)
	}
	e := &Expr{text: text, dialect: opt.Dialect, syntax: syntax, root: root}
	for _, err := range p.errors {
		e.errors = append(e.errors, populate(err))
	}
	if opt.Dialect == StepFunctions && len(e.errors) == 0 {
		if err := checkTopLevel(root); err != nil {
			if !opt.Recover {
				return nil, err
			}
			e.errors = append(e.errors, err)
		}
	}
	e.free = freeVariables(root, opt.Dialect)
	return e, nil
}

// Eval evaluates the expression against input, which may be undefined. An undefined result is the zero Value. Errors are
// *Error; an exhausted budget and a result that is not JSON are told apart by its Kind. A nil env is an empty one.
func (e *Expr) Eval(input value.Value, env *Env) (value.Value, error) {
	if len(e.errors) > 0 {
		return value.Value{}, populate(&Error{Code: "S0500"})
	}
	ev := newEvaluator(e.dialect, env)
	budget := ev.steps
	v, err := ev.run(e.root, input)
	if env != nil {
		env.Spent = budget - ev.steps
	}
	return v, err
}

// Errors lists the syntax errors that Compile collected in Recover mode, in the order of their discovery.
func (e *Expr) Errors() []*Error { return e.errors }

// Variables returns the free variables the expression reads, sorted, without the built-in functions and without $ and $$.
// A name assigned anywhere outside the scope of a use still counts as free.
func (e *Expr) Variables() []string { return e.free }

// Text returns the expression as it was written.
func (e *Expr) Text() string { return e.text }

// String prints the expression in a normal form that compiles to an equal one.
func (e *Expr) String() string { return printNode(e.syntax) }
