package eval

import (
	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
)

// State is one compiled state. A field that the state does not have is nil.
type State struct {
	typ      asl.Type
	language asl.Language

	inputPath, outputPath *filter
	resultPath            *placement
	arguments             template // Parameters of a Task, Parallel or Pass state, Arguments
	resultSelector        template
	result                template // Pass
	completion            completion

	rules      []rule
	hasDefault bool
	wait       *wait
	failure    failure
	task       task
	mapping    *mapping

	retriers  []Retrier
	catchers  []Catcher
	handlers  []handler // the data flow of the catchers
	variables []string
}

// Compile compiles the data flow of s and returns all findings at once, with AWS's codes, texts and locations where they are
// known. The state is usable only if the list has no errors. Fields that s may not have, by its type or language, are ignored.
// Findings have no Source: the caller knows the file.
func Compile(s *asl.State) (*State, diag.List) {
	c := &compiler{state: s, vars: map[string]bool{}}
	st := &State{typ: s.Type, language: s.Language, hasDefault: s.Default != nil}
	if s.Language == asl.JSONPath {
		c.paths(st)
	} else {
		st.arguments = c.template(place{s.Arguments, "Arguments"})
	}
	st.completion = c.completion(place{s.Assign, "Assign"}, place{s.Output, "Output"})
	switch s.Type {
	case asl.Choice:
		st.rules = c.rules(s.Choices)
	case asl.Wait:
		st.wait = c.wait()
	case asl.Fail:
		st.failure = c.failure()
	case asl.Task:
		st.task = c.task()
	case asl.MapType:
		if s.Map != nil {
			st.mapping = c.mapping(s.Map)
		}
	}
	st.retriers = c.retriers()
	c.catch(st)
	st.variables = c.variables()
	return st, c.found
}

// paths compiles the fields that only a JSONPath state has.
func (c *compiler) paths(st *State) {
	s := c.state
	st.inputPath = c.filter(place{s.InputPath, "InputPath"})
	st.outputPath = c.filter(place{s.OutputPath, "OutputPath"})
	if st.hasResult() {
		st.resultPath = c.placement(place{s.ResultPath, "ResultPath"})
		st.resultSelector = c.template(place{s.ResultSelector, "ResultSelector"})
	}
	if s.Type != asl.MapType { // there it is the old name of ItemSelector
		st.arguments = c.template(place{s.Parameters, "Parameters"})
	}
	if s.Type == asl.Pass && s.Result != nil {
		st.result = constant{s.Result.Value}
	}
}

// hasResult reports whether the state produces a result that is not its input.
func (s *State) hasResult() bool {
	switch s.typ {
	case asl.Task, asl.Parallel, asl.MapType, asl.Pass:
		return true
	}
	return false
}

// Retriers returns the compiled Retry field. The caller must not change it.
func (s *State) Retriers() []Retrier { return s.retriers }

// Catchers returns the compiled Catch field. The caller must not change it.
func (s *State) Catchers() []Catcher { return s.catchers }

// Variables returns the names of the variables that the state reads, sorted. The caller must not change it.
func (s *State) Variables() []string { return s.variables }
