package eval

import (
	"github.com/stepmill/stepmill/asl/jsonpath"
	"github.com/stepmill/stepmill/asl/value"
)

// scope is what the expressions of one field see.
type scope struct {
	env *Env
	// root is "$" of JSONPath.
	root value.Value
	// result and caught are $states.result and $states.errorOutput of JSONata; undefined is absent.
	result, caught value.Value

	ata *reserved // JSONata only
}

func emptyContext() value.Value             { return value.ObjectOf(nil) }
func noVariable(string) (value.Value, bool) { return value.Value{}, false }

func (sc *scope) vars() func(string) (value.Value, bool) {
	if sc.env.Vars != nil {
		return sc.env.Vars
	}
	return noVariable
}

func (sc *scope) context() func() value.Value {
	if sc.env.Context != nil {
		return sc.env.Context
	}
	return emptyContext
}

func (sc *scope) roots() jsonpath.Roots {
	return jsonpath.Roots{Input: sc.root, Context: sc.context(), Variable: sc.vars(), AbsentIsEmpty: true}
}
