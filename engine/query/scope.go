package query

import (
	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"

	"github.com/stepmill/stepmill/engine/history"
)

// scope gives an evaluation its variables, each when it is first looked at. It serves one evaluation at a time.
type scope struct {
	*Execution
	records []history.Record

	input, events ref.Val
	spent         budget
}

var _ cel.Activation = (*scope)(nil)

// Parent implements cel.Activation.
func (*scope) Parent() cel.Activation { return nil }

// ResolveName implements cel.Activation.
func (s *scope) ResolveName(name string) (any, bool) {
	for i := range variables {
		if variables[i].name == name {
			return variables[i].get(s), true
		}
	}
	switch name {
	case budgetName:
		return &s.spent, true
	case historyName:
		if s.events == nil {
			s.events = eventList(s.records)
		}
		return s.events, true
	}
	return nil, false
}

// inputValue reads the input once, since that may mean reading the store.
func (s *scope) inputValue() ref.Val {
	if s.input == nil {
		s.input = types.NullValue
		if s.Input != nil {
			s.input = adapt(s.Input())
		}
	}
	return s.input
}
