package eval

import (
	"github.com/stepmill/stepmill/asl/jsonata"
	"github.com/stepmill/stepmill/asl/value"
)

// reserved holds what the expressions of one scope share, built when first read.
type reserved struct {
	env         jsonata.Env
	withContext bool        // the expression being evaluated may read $states.context
	states      value.Value // $states
	lean        value.Value // $states without its context
}

// jsonata returns the environment of an expression. All expressions of a scope share it: they are evaluated one after another.
func (sc *scope) jsonata(withContext bool) *jsonata.Env {
	if sc.ata == nil {
		sc.ata = &reserved{env: jsonata.Env{Lookup: sc.lookup, Now: sc.env.Now, Random: sc.env.Random}}
	}
	sc.ata.withContext = withContext
	return &sc.ata.env
}

func (sc *scope) lookup(name string) (value.Value, bool) {
	if name != "states" {
		return sc.vars()(name)
	}
	memo := &sc.ata.lean
	if sc.ata.withContext {
		memo = &sc.ata.states
	}
	if !memo.IsDefined() {
		*memo = sc.reserve(sc.ata.withContext)
	}
	return *memo, true
}

// reserve builds $states, in AWS's order of keys.
// Source: AWS Step Functions Developer Guide, "Transforming data with JSONata", Reserved variable.
func (sc *scope) reserve(withContext bool) value.Value {
	m := make([]value.Member, 0, 3)
	m = append(m, value.Member{Key: "input", Value: sc.env.Input})
	if sc.result.IsDefined() {
		m = append(m, value.Member{Key: "result", Value: sc.result})
	}
	if sc.caught.IsDefined() {
		m = append(m, value.Member{Key: "errorOutput", Value: sc.caught})
	}
	if withContext {
		m = append(m, value.Member{Key: "context", Value: sc.context()()})
	}
	return value.ObjectOf(m)
}
