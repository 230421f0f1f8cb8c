package teststate

import (
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/eval"
	"github.com/stepmill/stepmill/asl/value"
)

// notes are what a test learns beside the trace of its expressions; nil and undefined are absent.
type notes struct {
	retryIndex, catchIndex *int
	backoff                *int64 // seconds

	maxConcurrency, toleratedCount *int64
	toleratedPercentage            *float64
	itemsPointer, batches          value.Value
	request, response              value.Value
}

// inspection is AWS's InspectionData. Values of the data flow are strings that hold JSON.
// Source: AWS Step Functions API Reference, InspectionData; which members a type of state has, from recordings of AWS's answers.
func (t *test) inspection(end ending) value.Value {
	var o value.ObjectBuilder
	flow := func(name string, v value.Value) {
		if v.IsDefined() {
			o.Set(name, value.Text(v.JSON()))
		}
	}
	tr := t.shown()
	flow("input", t.input)
	flow("afterArguments", tr.AfterArguments)
	flow("afterInputPath", tr.AfterInputPath)
	flow("afterParameters", tr.AfterParameters)
	flow("result", tr.Result)
	flow("afterResultSelector", tr.AfterResultSelector)
	flow("afterResultPath", tr.AfterResultPath)
	if t.req.InspectionLevel == "TRACE" {
		set(&o, "request", t.notes.request)
		set(&o, "response", t.notes.response)
	}
	flow("variables", t.variablesAfter(end))
	set(&o, "errorDetails", t.notes.errorDetails())
	if t.state.Type == asl.MapType {
		flow("afterItemsPath", tr.AfterItemsPath)
		flow("afterItemsPointer", t.notes.itemsPointer)
		if t.selects() && len(tr.AfterItemSelector) > 0 {
			flow("afterItemSelector", value.ArrayOf(tr.AfterItemSelector))
		}
		flow("afterItemBatcher", t.notes.batches)
		t.notes.setLimits(&o)
	}
	return o.Value()
}

// shown is the part of the trace that AWS shows for a state of this type.
func (t *test) shown() eval.Trace {
	tr, none := t.trace, value.Value{}
	switch t.state.Type {
	case asl.Pass:
		tr.AfterArguments = none
		if t.state.Result != nil {
			tr.AfterInputPath = none
		}
	case asl.Parallel:
		tr.AfterInputPath, tr.AfterParameters, tr.AfterArguments, tr.Result = none, none, none, none
	case asl.MapType:
		tr.Result = none
	}
	return tr
}

// variablesAfter are the variables after the state: those of the request and those that it assigned. Undefined if there are none.
func (t *test) variablesAfter(end ending) value.Value {
	var o value.ObjectBuilder
	for _, m := range t.variables {
		o.Set(m.Key, m.Value)
	}
	for _, m := range end.outcome.Assigned {
		o.Set(m.Key, m.Value)
	}
	if len(t.variables)+len(end.outcome.Assigned) == 0 {
		return value.Value{}
	}
	return o.Value()
}

func (n *notes) errorDetails() value.Value {
	var o value.ObjectBuilder
	if n.catchIndex != nil {
		o.Set("catchIndex", value.Int(int64(*n.catchIndex)))
	}
	if n.retryIndex != nil {
		o.Set("retryIndex", value.Int(int64(*n.retryIndex)))
	}
	if n.backoff != nil {
		o.Set("retryBackoffIntervalSeconds", value.Int(*n.backoff))
	}
	if n.catchIndex == nil && n.retryIndex == nil {
		return value.Value{}
	}
	return o.Value()
}

func (n *notes) setLimits(o *value.ObjectBuilder) {
	if n.maxConcurrency != nil {
		o.Set("maxConcurrency", value.Int(*n.maxConcurrency))
	}
	if n.toleratedCount != nil {
		o.Set("toleratedFailureCount", value.Int(*n.toleratedCount))
	}
	if n.toleratedPercentage != nil {
		text := strconv.FormatFloat(*n.toleratedPercentage, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0" // AWS prints a float
		}
		o.Set("toleratedFailurePercentage", value.NumberText(text))
	}
}

func set(o *value.ObjectBuilder, name string, v value.Value) {
	if v.IsDefined() {
		o.Set(name, v)
	}
}
