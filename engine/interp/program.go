package interp

import (
	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/eval"
)

// Program is a compiled definition: immutable and safe for any number of executions at once.
type Program struct {
	machine *asl.Machine
	root    *scope
	timeout int64 // TimeoutSeconds of the machine, 0: none
}

// scope is a compiled States block.
type scope struct {
	startAt string
	states  map[string]*state
}

// state is a compiled state.
type state struct {
	name     string
	kind     asl.Type
	next     string // "" ends
	fallback string // Default of a Choice
	rules    []string
	task     resource
	branches []*scope
	body     *scope // of a Map
	flow     *eval.State
}

// Compile compiles a definition. The program is nil if the list has errors. Findings of syntax and structure beyond what execution needs
// are the business of asl/check.
func Compile(m *asl.Machine) (*Program, diag.List) {
	c := compiler{}
	p := &Program{machine: m, root: c.scope(&m.Scope)}
	if m.TimeoutSeconds != nil {
		p.timeout, _ = m.TimeoutSeconds.Value.Int()
	}
	for i := range c.found {
		if c.found[i].Source == nil {
			c.found[i].Source = m.Source
		}
	}
	if c.found.HasErrors() {
		return nil, c.found
	}
	return p, c.found
}

// Machine returns the definition that the program was compiled from.
func (p *Program) Machine() *asl.Machine { return p.machine }

// TimeoutSeconds returns the machine's own time limit, 0 if it has none.
func (p *Program) TimeoutSeconds() int64 { return p.timeout }

type compiler struct{ found diag.List }

func (c *compiler) scope(s *asl.Scope) *scope {
	out := &scope{states: make(map[string]*state, len(s.States))}
	for _, st := range s.States {
		out.states[st.Name.Value] = c.state(st)
	}
	if s.StartAt != nil {
		out.startAt = s.StartAt.Value
		c.target(out, s.StartAt, s.Path+"/StartAt")
	}
	for _, st := range s.States {
		c.target(out, st.Next, st.Path+"/Next")
		c.target(out, st.Default, st.Path+"/Default")
		for _, r := range st.Choices {
			c.target(out, r.Next, r.Path+"/Next")
		}
		for _, k := range st.Catch {
			c.target(out, k.Next, k.Path+"/Next")
		}
	}
	return out
}

// target reports a transition that leads nowhere; a program that has one would fail in the middle of a run.
func (c *compiler) target(s *scope, to *asl.Text, location string) {
	if to == nil || s.states[to.Value] != nil {
		return
	}
	c.found = append(c.found, diag.Diagnostic{
		Code:     "MISSING_TRANSITION_TARGET",
		Message:  "Missing 'Next' target: " + to.Value,
		Location: location,
		Span:     to.Span,
		Help:     "Name a state of the same States block.",
	})
}

func (c *compiler) state(s *asl.State) *state {
	flow, found := eval.Compile(s)
	c.found = append(c.found, found...)
	out := &state{name: s.Name.Value, kind: s.Type, flow: flow}
	if s.Next != nil {
		out.next = s.Next.Value
	}
	if s.Default != nil {
		out.fallback = s.Default.Value
	}
	for _, r := range s.Choices {
		next := ""
		if r.Next != nil {
			next = r.Next.Value
		}
		out.rules = append(out.rules, next)
	}
	if s.Resource != nil {
		out.task = parseResource(s.Resource.Value)
	}
	for _, b := range s.Branches {
		out.branches = append(out.branches, c.scope(b))
	}
	if s.Map != nil && s.Map.Processor != nil {
		if s.Map.Distributed {
			c.found = append(c.found, diag.Diagnostic{
				Code:     "DISTRIBUTED_MAP_NOT_SUPPORTED",
				Message:  "Distributed Map is not supported yet",
				Location: s.Path + "/ItemProcessor/ProcessorConfig/Mode",
				Span:     s.Span,
				Help:     "Use Mode INLINE; an inline Map runs up to 40 iterations at once.",
			})
		}
		out.body = c.scope(s.Map.Processor)
	}
	return out
}
