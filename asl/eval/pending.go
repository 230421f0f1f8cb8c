//go:build !languages

package eval

import (
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// JSONata is not part of the build yet: what uses it is reported when a state is compiled.

type reserved struct{}

type expression struct{ field string }

func (c *compiler) expression(p place, _ string) template {
	c.report(p, "INVALID_JSONATA_EXPRESSION", "", "JSONata is not part of this build")
	return constant{value.NullValue}
}

func (x *expression) eval(*scope) (value.Value, *fault.Fault) {
	panic("eval: no expression was compiled")
}

func (x *expression) unexpected(string, value.Value) *fault.Fault {
	panic("eval: no expression was compiled")
}

func queryFault(location, cause string) *fault.Fault {
	return &fault.Fault{Error: fault.QueryEvaluationError, Cause: cause, Location: location, Query: true}
}
