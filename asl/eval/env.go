package eval

import (
	"time"

	"github.com/stepmill/stepmill/asl/value"
)

// Source gives the random numbers of States.UUID, States.MathRandom, $uuid and $random.
type Source interface{ Uint64() uint64 }

// Env is what one evaluation may see. Every field but Input may be zero.
type Env struct {
	// Input is the raw input of the state.
	Input value.Value
	// Context gives the context object; it is called only by expressions that read it. Nil is an empty object.
	Context func() value.Value
	// Vars gives the variables in scope, as they were when the state was entered.
	Vars func(name string) (value.Value, bool)
	// Now is the time at which the whole evaluation takes place.
	Now time.Time
	// Random gives random numbers; a function that needs them fails when it is nil.
	Random Source
	// Spend, when not nil, is told how many steps each JSONata expression took.
	Spend func(steps int)
	// Trace, when not nil, collects the intermediate values of the evaluation.
	Trace *Trace
}

// Trace holds the intermediate values of a state from which TestState makes its inspectionData; a value that was not reached is
// undefined. Which of them TestState shows for a type of state is not decided here.
// Source: AWS Step Functions API Reference, InspectionData.
type Trace struct {
	AfterInputPath      value.Value
	AfterParameters     value.Value
	AfterArguments      value.Value
	Result              value.Value
	AfterResultSelector value.Value
	AfterResultPath     value.Value
	AfterItemsPath      value.Value
	AfterItemSelector   []value.Value // one for each call of Item, in order
}

// Outcome is what a state leaves behind.
type Outcome struct {
	Output value.Value
	// Assigned holds the variables that the state sets, in the order of the definition. Nil: none.
	Assigned []value.Member
}
