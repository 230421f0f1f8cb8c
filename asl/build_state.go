package asl

import (
	"fmt"

	"github.com/stepmill/stepmill/asl/value"
)

// state fills st from its node. machine is the language of the machine, which nested states inherit.
func (b *builder) state(st *State, machine Language) {
	o, at := st.Node, st.Path
	st.Type = b.typeOf(st)
	st.Comment = comment(o)
	st.Next = b.text(o, at, "Next")
	if end := o.Get("End"); b.is(end, value.Bool, at, "End") {
		st.End = end.Value.IsTrue()
	}
	for _, f := range []struct {
		name string
		to   **Node
	}{
		{"InputPath", &st.InputPath}, {"OutputPath", &st.OutputPath}, {"ResultPath", &st.ResultPath},
		{"Parameters", &st.Parameters}, {"Arguments", &st.Arguments}, {"ResultSelector", &st.ResultSelector},
		{"Result", &st.Result}, {"Output", &st.Output}, {"Assign", &st.Assign},
		{"Seconds", &st.Seconds}, {"SecondsPath", &st.SecondsPath},
		{"Timestamp", &st.Timestamp}, {"TimestampPath", &st.TimestampPath},
		{"Error", &st.Error}, {"ErrorPath", &st.ErrorPath}, {"Cause", &st.Cause}, {"CausePath", &st.CausePath},
		{"Credentials", &st.Credentials},
		{"TimeoutSeconds", &st.TimeoutSeconds}, {"TimeoutSecondsPath", &st.TimeoutSecondsPath},
		{"HeartbeatSeconds", &st.HeartbeatSeconds}, {"HeartbeatSecondsPath", &st.HeartbeatSecondsPath},
	} {
		*f.to = o.Get(f.name)
	}
	st.Resource = b.text(o, at, "Resource")
	st.Default = b.text(o, at, "Default")
	b.retry(st)
	b.catch(st)
	for i, n := range b.elems(o, at, "Choices") {
		path := fmt.Sprintf("%s/Choices[%d]", at, i)
		if b.is(n, value.Object, at, fmt.Sprintf("Choices[%d]", i)) {
			st.Choices = append(st.Choices, b.rule(n, path, true))
		}
	}
	for i, n := range b.elems(o, at, "Branches") {
		key := fmt.Sprintf("Branches[%d]", i)
		if b.is(n, value.Object, at, key) {
			s := &Scope{}
			b.scope(s, n, at+"/"+key, machine)
			st.Branches = append(st.Branches, s)
		}
	}
	if st.Type == MapType {
		b.mapState(st, machine)
	}
}

func (b *builder) mapState(st *State, machine Language) {
	o, at := st.Node, st.Path
	m := &Map{}
	st.Map = m
	for _, f := range []struct {
		name string
		to   **Node
	}{
		{"ItemsPath", &m.ItemsPath}, {"Items", &m.Items}, {"ItemSelector", &m.ItemSelector},
		{"MaxConcurrency", &m.MaxConcurrency}, {"MaxConcurrencyPath", &m.MaxConcurrencyPath},
		{"ToleratedFailureCount", &m.ToleratedFailureCount},
		{"ToleratedFailureCountPath", &m.ToleratedFailureCountPath},
		{"ToleratedFailurePercentage", &m.ToleratedFailurePercentage},
		{"ToleratedFailurePercentagePath", &m.ToleratedFailurePercentagePath},
		{"ItemReader", &m.ItemReader}, {"ItemBatcher", &m.ItemBatcher}, {"ResultWriter", &m.ResultWriter},
	} {
		*f.to = o.Get(f.name)
	}
	m.Label = b.text(o, at, "Label")
	key := "ItemProcessor"
	if o.Get(key) == nil && o.Get("Iterator") != nil {
		key, m.Legacy = "Iterator", true
	}
	p := o.Get(key)
	if !b.is(p, value.Object, at, key) {
		return
	}
	m.Processor = &Scope{}
	b.scope(m.Processor, p, at+"/"+key, machine)
	if c := p.Get("ProcessorConfig"); b.is(c, value.Object, m.Processor.Path, "ProcessorConfig") {
		m.ProcessorConfig = c
		m.Distributed = c.Get("Mode").Text() == "DISTRIBUTED"
		m.Express = c.Get("ExecutionType").Text() == "EXPRESS"
	}
}
