package eval

import (
	"errors"
	"slices"
	"strings"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/jsonata"
	"github.com/stepmill/stepmill/asl/value"
)

// expression is one {% … %} of a JSONata state.
type expression struct {
	expr  *jsonata.Expr
	text  string // as AWS prints it: without {% and %}, trimmed
	field string // location: Output/a[0]
	// readsContext is false when the expression cannot reach $states.context, so that the context object need not be built.
	readsContext bool
}

func (c *compiler) expression(p place, text string) template {
	expr, err := jsonata.Compile(text, jsonata.Options{Dialect: jsonata.StepFunctions})
	if err != nil {
		code := codeInvalidJSONata
		var e *jsonata.Error
		if errors.As(err, &e) && e.Kind == jsonata.KindUnsupported {
			code = codeUnsupportedJSONata
		}
		c.report(p, code, "", "%s", err.Error())
		return constant{value.NullValue}
	}
	c.reads(slices.DeleteFunc(slices.Clone(expr.Variables()), func(n string) bool { return n == "states" }))
	return &expression{expr: expr, text: text, field: p.at, readsContext: mayReadContext(text)}
}

// mayReadContext reports whether an expression may read $states.context. It looks at the text only and errs on the safe side:
// the answer is no when every $states is at once followed by another of its members.
func mayReadContext(text string) bool {
	for {
		_, rest, found := strings.Cut(text, "$states")
		if !found {
			return false
		}
		if !strings.HasPrefix(rest, ".input") && !strings.HasPrefix(rest, ".result") && !strings.HasPrefix(rest, ".errorOutput") {
			return true
		}
		text = rest
	}
}

func (x *expression) eval(sc *scope) (value.Value, *fault.Fault) {
	env := sc.jsonata(x.readsContext)
	v, err := x.expr.Eval(value.Value{}, env)
	if sc.env.Spend != nil {
		sc.env.Spend(env.Spent)
	}
	switch {
	case err != nil:
		return value.Value{}, x.failed(err)
	case !v.IsDefined():
		return value.Value{}, x.fault("returned nothing (undefined).")
	}
	return v, nil
}

func (x *expression) failed(err error) *fault.Fault {
	var e *jsonata.Error
	switch {
	case !errors.As(err, &e) || e.Exhausted():
		return x.fault("threw an error during evaluation. " + err.Error())
	case e.Kind == jsonata.KindUnsupportedResult:
		return x.fault("returned an unsupported result type.")
	}
	return x.fault("threw an error during evaluation. " + e.Code + ": " + e.Message)
}

// unexpected is the fault of a field that wants another type.
func (x *expression) unexpected(want string, v value.Value) *fault.Fault {
	return x.fault("returned an unexpected result type. Expected '" + want + "', but was '" + typeName(v) + "' for value: " +
		v.Compact())
}

func (x *expression) fault(what string) *fault.Fault {
	return queryFault(x.field, "The JSONata expression '"+x.text+"' specified for the field '"+x.field+"' "+what)
}

// queryFault is a failure of JSONata; location "" is none.
func queryFault(location, cause string) *fault.Fault {
	return &fault.Fault{Error: fault.QueryEvaluationError, Cause: cause, Location: location, Query: true}
}

// typeName is JSONata's name of a value's type.
func typeName(v value.Value) string { return strings.ToLower(kindNames[v.Kind()]) }
