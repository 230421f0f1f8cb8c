package check

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// maxLabel is AWS's limit for the label of a Map state, in characters (AWS Developer Guide, "Using Map state in Distributed mode").
const maxLabel = 40

// labelForbidden are the printable characters that a label must not have.
const labelForbidden = "?*<>{}[]:;,\\|^~$#%&`\""

// distributedFields are the fields that only a distributed Map state makes use of.
var distributedFields = []string{
	"ItemReader", "ItemBatcher", "ResultWriter", "Label", "ToleratedFailureCount", "ToleratedFailureCountPath",
	"ToleratedFailurePercentage", "ToleratedFailurePercentagePath",
}

// mapState checks the fields of a Map state except those with rules of their own.
func (c *checker) mapState(st *asl.State) {
	m := st.Map
	if m == nil {
		return
	}
	if st.Node.Get("ItemProcessor") == nil && st.Node.Get("Iterator") == nil {
		c.schema(st.Name.Span, st.Path, "Add an ItemProcessor with StartAt and States.",
			"This object should have only one of the following fields: [ItemProcessor, Iterator]")
	}
	c.items(st)
	c.integerOr(st, m.MaxConcurrency, st.Path+"/MaxConcurrency", 0, math.MaxInt64)
	c.integerOr(st, m.ToleratedFailureCount, st.Path+"/ToleratedFailureCount", 0, math.MaxInt64)
	if n := m.ToleratedFailurePercentage; !(st.Language == asl.JSONata && opensExpression(n)) {
		c.number(n, st.Path+"/ToleratedFailurePercentage", 0, 100)
	}
	if m.Processor == nil {
		return
	}
	c.scope(m.Processor, mapFields)
	c.processorConfig(m)
	if m.Distributed {
		return
	}
	for _, name := range distributedFields {
		if f := st.Node.Member(name); f != nil {
			c.warn(CodeInlineMap, f.KeySpan, st.Path+"/"+name,
				"Set ProcessorConfig to {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"}, or remove the field.",
				"Field '%s' is for a distributed Map state, and this one is inline", name)
		}
	}
}

// items reports an Items field whose constant cannot be iterated over: an object is for a distributed Map state only.
// Source: AWS Step Functions Developer Guide, "Items".
func (c *checker) items(st *asl.State) {
	n := st.Map.Items
	if st.Language != asl.JSONata || n == nil || opensExpression(n) || n.Kind() == value.Array {
		return
	}
	if st.Map.Distributed && n.Kind() == value.Object {
		return
	}
	c.schema(n.Span, st.Path+"/Items", "Write an array in brackets, or an expression between {% and %}.", "Expected value of type [ARRAY]")
}

func (c *checker) processorConfig(m *asl.Map) {
	o := m.ProcessorConfig
	if o == nil {
		return
	}
	at := m.Processor.Path + "/ProcessorConfig"
	c.oneOf(o.Get("Mode"), at+"/Mode", "INLINE", "DISTRIBUTED")
	if m.Distributed {
		c.known(o, at, []string{"Mode", "ExecutionType"})
		c.required(o, at, "ExecutionType")
		c.oneOf(o.Get("ExecutionType"), at+"/ExecutionType", "STANDARD", "EXPRESS")
		if c.cfg.Express {
			c.schema(o.Get("Mode").Span, at+"/Mode", "Make the state machine a Standard one, or the Map state inline.",
				"The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines")
		}
		return
	}
	c.known(o, at, []string{"Mode", "ExecutionType"})
	e := o.Member("ExecutionType")
	const help = "Set Mode to DISTRIBUTED, or remove the field."
	switch {
	case e == nil:
	case o.Get("Mode").Text() == "INLINE":
		c.schema(e.KeySpan, at, help, "Field 'ExecutionType' is not supported")
	case o.Get("Mode") == nil:
		c.warn(CodeInlineMap, e.KeySpan, at+"/ExecutionType", help,
			"Field 'ExecutionType' is for a distributed Map state, and this one is inline")
	}
}

// labels checks the labels of all Map states, which are unique in a machine.
func (c *checker) labels() {
	seen := make(map[string]bool)
	for st := range c.m.AllStates() {
		if st.Map == nil || st.Map.Label == nil {
			continue
		}
		l, at := st.Map.Label, st.Path+"/Label"
		switch {
		case l.Value == "":
			c.schema(l.Span, at, "Write a name, or leave the field out.", "Value cannot be empty")
		case utf8.RuneCountInString(l.Value) > maxLabel:
			c.add(diag.Error, CodeLabel, l.Span, at, "Shorten the label.",
				"Label name '%s' exceeds the %d-character limit allowed by the service", l.Value, maxLabel)
		case strings.ContainsFunc(l.Value, forbiddenInLabel) && !placeholder(l.Value):
			c.add(diag.Error, CodeLabel, l.Span, at, "Use letters, digits, '-' and '_'.",
				"Label name '%s' contains invalid characters", l.Value)
		case seen[l.Value]:
			c.add(diag.Error, CodeDuplicateLabel, l.Span, at, "Give each Map state its own label.", "Duplicate Label name: %s", l.Value)
		}
		seen[l.Value] = true
	}
}

func forbiddenInLabel(r rune) bool {
	return strings.ContainsRune(labelForbidden, r) || unicode.IsSpace(r) || unicode.IsControl(r)
}
