package check

import (
	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// branches checks the branches of a Parallel state.
func (c *checker) branches(st *asl.State) {
	if st.Type != asl.Parallel {
		return
	}
	c.required(st.Node, st.Path, "Branches")
	if n := st.Node.Get("Branches"); n.Kind() == value.Array && len(n.Elems) == 0 {
		c.schema(n.Span, st.Path+"/Branches", "Add a branch.", "Value cannot be empty")
	}
	for _, s := range st.Branches {
		c.scope(s, branchFields)
	}
}

// scope checks the object that holds the states of a branch or of a Map state.
func (c *checker) scope(s *asl.Scope, fields []string) {
	o := s.Node
	c.known(o, s.Path, fields)
	c.required(o, s.Path, "States", "StartAt")
	if n := o.Get("States"); n.Kind() == value.Object && len(n.Members) == 0 {
		c.schema(n.Span, s.Path+"/States", "Add a state and name it in StartAt.", "Value cannot be empty")
	}
}
