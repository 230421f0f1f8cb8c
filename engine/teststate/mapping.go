package teststate

import (
	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// stepMap evaluates everything of a Map state but its iterations, for which the mock stands.
func (t *test) stepMap(effective value.Value) (ending, *Error) {
	iterations, f := t.iterations(effective)
	if f != nil {
		return t.broke(f), nil
	}
	failures, counted := t.req.failures()
	if counted && iterations != unknown && failures > iterations {
		return ending{}, invalid("Map iteration failure count must be less than or equal to the number of Map iterations")
	}
	switch {
	case t.mock.fault != nil:
		return t.fail(t.mock.fault), nil
	case counted && t.exceeds(failures, iterations):
		return t.fail(fault.New(fault.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded")), nil
	}
	return t.leave(effective, t.mock.result), nil
}

// unknown is the number of iterations over what an ItemReader reads, where the request does not tell what that was.
const unknown = -1

// iterations evaluates what the iterations would get and returns how many there are.
func (t *test) iterations(effective value.Value) (int64, *fault.Fault) {
	items, known, f := t.items(effective)
	if f != nil {
		return 0, f
	}
	if f := t.limits(effective); f != nil {
		return 0, f
	}
	if _, f := t.flow.WriterArguments(t.env, effective); f != nil {
		return 0, f
	}
	if !known {
		return unknown, nil
	}
	inputs, f := t.inputs(effective, items)
	if f != nil {
		return 0, f
	}
	batch, f := t.flow.Batch(t.env, effective)
	if f != nil || batch == nil {
		return int64(len(inputs)), f
	}
	batches := inBatches(inputs, batch)
	t.notes.batches = value.ArrayOf(batches)
	return int64(len(batches)), nil
}

// limits evaluates MaxConcurrency and the tolerated failures. Of the latter only those count that the definition has: 0 is not the same as
// none, since without any a test never fails for its number of failures.
func (t *test) limits(effective value.Value) *fault.Fault {
	concurrency, f := t.flow.MaxConcurrency(t.env, effective)
	if f != nil {
		return f
	}
	t.notes.maxConcurrency = &concurrency
	count, percentage, f := t.flow.Tolerance(t.env, effective)
	if f != nil {
		return f
	}
	m := t.state.Map
	if m.ToleratedFailureCount != nil || m.ToleratedFailureCountPath != nil {
		t.notes.toleratedCount = &count
	}
	if m.ToleratedFailurePercentage != nil || m.ToleratedFailurePercentagePath != nil {
		t.notes.toleratedPercentage = &percentage
	}
	return nil
}

// exceeds reports whether that many failures of that many iterations are more than the definition tolerates.
// Source: AWS Step Functions Developer Guide, "Setting failure thresholds for Distributed Map states".
func (t *test) exceeds(failures, iterations int64) bool {
	if n := t.notes.toleratedCount; n != nil && failures > *n {
		return true
	}
	p := t.notes.toleratedPercentage
	return p != nil && iterations > 0 && float64(failures)*100 > *p*float64(iterations)
}

// inputs evaluates the ItemSelector for every item.
func (t *test) inputs(effective value.Value, items []item) ([]value.Value, *fault.Fault) {
	env, outer := *t.env, t.env.Context
	inputs := make([]value.Value, len(items))
	for i, it := range items {
		env.Context = func() value.Value { return t.itemContext(outer(), it) }
		var f *fault.Fault
		if inputs[i], f = t.flow.Item(&env, effective, it.value); f != nil {
			return nil, f
		}
	}
	return inputs, nil
}

// selects reports whether the state has an ItemSelector, perhaps by its old name.
func (t *test) selects() bool {
	return t.state.Map.ItemSelector != nil || t.state.Language == asl.JSONPath && t.state.Parameters != nil
}
