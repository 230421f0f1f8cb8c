package intrinsic

import (
	"errors"
	"regexp"
	"slices"

	"github.com/stepmill/stepmill/asl/jsonpath"
	"github.com/stepmill/stepmill/asl/value"
)

// MaxNesting is how many levels of calls an outermost call may hold. Source: Developer Guide, "Intrinsic functions".
const MaxNesting = 10

// MaxCalls bounds the calls in one expression, nested or side by side. AWS sets no such limit; ours keeps what they make within
// some hundred times their input.
const MaxCalls = 100

// Source is the deterministic randomness of an execution.
type Source interface{ Uint64() uint64 }

// Env is what a call is evaluated in.
type Env struct {
	jsonpath.Roots
	// Random feeds States.UUID and States.MathRandom without a seed, which fail without it.
	Random Source
}

// Call is a compiled call. It is immutable and safe for concurrent use.
type Call struct {
	text      string
	outer     *call
	variables []string
}

var start = regexp.MustCompile(`^States\.[A-Za-z0-9]+\(`)

// IsCall reports whether text begins like a call, so that a wrong one is not taken for a wrong path.
func IsCall(text string) bool { return start.MatchString(text) }

// Compile compiles one call. Errors are *SyntaxError: an unknown function and a wrong number of arguments are among them.
func Compile(text string) (*Call, error) {
	p := &parser{text: text}
	c, err := p.readWhole()
	if err != nil {
		return nil, err
	}
	slices.Sort(p.variables)
	return &Call{text: text, outer: c, variables: slices.Compact(p.variables)}, nil
}

// String returns the call as it was written.
func (c *Call) String() string { return c.text }

// Variables returns the names of all variables that the call reads, sorted and without repetition.
func (c *Call) Variables() []string { return slices.Clone(c.variables) }

// Eval evaluates the call. Errors are *Error; they wrap the error of a path in an argument.
func (c *Call) Eval(e Env) (value.Value, error) {
	v, err := c.outer.eval(e)
	if err != nil {
		var own *Error
		if errors.As(err, &own) {
			own.Function = c.text
		}
		return value.Value{}, err
	}
	return v, nil
}

// argument is what a call is given.
type argument interface {
	eval(e Env) (value.Value, error)
}

// call is one function with its arguments.
type call struct {
	function *function
	args     []argument
}

func (c *call) eval(e Env) (value.Value, error) {
	args := make(arguments, len(c.args))
	for i, a := range c.args {
		v, err := a.eval(e)
		if err != nil {
			return value.Value{}, err
		}
		args[i] = v
	}
	if c.function.name == "Format" {
		if t, ok := c.args[0].(text); ok {
			return format(t.raw, args[1:])
		}
	}
	return c.function.apply(e, args)
}

// text is a literal in single quotes. Format reads its braces itself, so the escapes are kept beside the text without them.
type text struct {
	raw   string
	plain value.Value
}

func (t text) eval(Env) (value.Value, error) { return t.plain, nil }

// constant is a number, a boolean or null.
type constant struct{ v value.Value }

func (c constant) eval(Env) (value.Value, error) { return c.v, nil }

// path is a path in the input, the context object or a variable.
type path struct{ p *jsonpath.Path }

func (a path) eval(e Env) (value.Value, error) {
	v, err := a.p.Eval(e.Roots)
	if err != nil {
		return v, pathError(a.p, e, err)
	}
	return v, nil
}
