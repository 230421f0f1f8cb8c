package check

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// Config configures Check. The zero Config checks a Standard state machine.
type Config struct {
	// Express checks the definition as that of an Express state machine.
	Express bool
	// AnyTarget leaves out where transitions lead and whether the machine ends, for a state that is looked at alone.
	AnyTarget bool
}

// Check returns what is wrong with m, in source order. What kept the parser from reading a part is not repeated, and such a
// part is not checked.
func Check(m *asl.Machine, cfg Config) diag.List {
	if m.Root.Kind() != value.Object {
		return nil
	}
	c := &checker{m: m, cfg: cfg}
	c.machine()
	asl.Visit(m, func(s *asl.Scope, st *asl.State) {
		for _, rule := range stateRules {
			rule(c, st)
		}
	})
	for _, rule := range machineRules {
		rule(c)
	}
	return diag.Sorted(c.found)
}

// Source parses a text and checks it: all findings of both, in source order. A text that is not JSON or YAML to its end is
// not checked further, because what seems absent may only be unread.
func Source(src *diag.Source, cfg Config) (*asl.Machine, diag.List) {
	m, found := asl.Parse(src)
	return m, both(m, found, cfg)
}

// JSON is Source for a text that must be JSON, as in AWS's API.
func JSON(src *diag.Source, cfg Config) (*asl.Machine, diag.List) {
	m, found := asl.ParseJSON(src)
	return m, both(m, found, cfg)
}

// State is JSON for the definition of a single state, as in AWS's TestState, whose transitions lead to states that are not
// there; see asl.ParseState. A text that is a whole machine is checked as one.
func State(src *diag.Source, cfg Config) (*asl.Machine, diag.List) {
	m, found := asl.ParseState(src)
	if len(m.States) == 1 && m.States[0].Span == m.Span {
		cfg.AnyTarget = true
	}
	return m, both(m, found, cfg)
}

func both(m *asl.Machine, found diag.List, cfg Config) diag.List {
	for _, d := range found {
		if d.Severity == diag.Error && (d.Code == asl.CodeJSON || d.Code == asl.CodeYAML) {
			return found
		}
	}
	return diag.Sorted(append(found, Check(m, cfg)...))
}

// Reported returns the findings that AWS's API reports: the errors, and of a text that is not JSON only the first.
func Reported(found diag.List) diag.List {
	errors := found.Errors()
	for i, d := range errors {
		if d.Code == asl.CodeJSON {
			return errors[i : i+1]
		}
	}
	return errors
}

// InvalidDefinition is AWS's message for a definition with these findings, "" if none is an error: each one with its code
// and location. AWS prints a location that it does not have as null.
func InvalidDefinition(found diag.List) string {
	var parts []string
	for _, d := range Reported(found) {
		parts = append(parts, fmt.Sprintf("%s: %s at %s", d.Code, d.Message, cmp.Or(d.Location, "null")))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Invalid State Machine Definition: '" + strings.Join(parts, ", ") + "'"
}

// The rules, in the order in which they run. What they find is put into source order afterwards.
var (
	stateRules = []func(*checker, *asl.State){
		(*checker).stateFields,
		(*checker).stateLanguage,
		(*checker).stateName,
		(*checker).leaving,
		(*checker).wait,
		(*checker).resource,
		(*checker).parameters,
		(*checker).credentials,
		(*checker).timeouts,
		(*checker).retry,
		(*checker).catch,
		(*checker).choice,
		(*checker).branches,
		(*checker).mapState,
		(*checker).itemReader,
		(*checker).itemBatcher,
		(*checker).resultWriter,
		(*checker).expressions,
		(*checker).variableNames,
		(*checker).taskToken,
	}
	machineRules = []func(*checker){
		(*checker).duplicateNames,
		(*checker).labels,
		(*checker).transitions,
		(*checker).expressChildren,
		(*checker).variableScopes,
	}
)

// checker collects what the rules find in one machine.
type checker struct {
	m     *asl.Machine
	cfg   Config
	found diag.List
}

// schema reports an error with AWS's general code.
func (c *checker) schema(at diag.Span, location, help, format string, args ...any) {
	c.add(diag.Error, asl.CodeSchema, at, location, help, format, args...)
}

// warn reports a warning of our own.
func (c *checker) warn(code string, at diag.Span, location, help, format string, args ...any) {
	c.add(diag.Warning, code, at, location, help, format, args...)
}

func (c *checker) add(s diag.Severity, code string, at diag.Span, location, help, format string, args ...any) {
	c.found = append(c.found, diag.Diagnostic{
		Severity: s, Code: code, Message: fmt.Sprintf(format, args...), Location: location, Help: help,
		Source: c.m.Source, Span: at,
	})
}

// meant suggests the name that was meant, in the first findings only: beyond those that anyone reads, a hostile text would make
// it costly.
func (c *checker) meant(name string, names []string) string {
	if len(c.found) >= diag.MaxFindings {
		return ""
	}
	return diag.DidYouMean(name, names)
}

// machine checks the fields of the definition itself.
func (c *checker) machine() {
	root := c.m.Root
	c.known(root, "", machineFields)
	c.required(root, "/", "States", "StartAt")
	c.integer(root.Get("TimeoutSeconds"), "/TimeoutSeconds", 0, maxSeconds)
	if v := c.m.Version; v != nil && v.Value != "1.0" {
		c.schema(v.Span, "/Version", "Write \"1.0\", the only version of the language, or leave the field out.",
			"Value should be one of the following: [1.0]")
	}
	if n := root.Get("States"); n.Kind() == value.Object && len(n.Members) == 0 {
		c.schema(n.Span, "/States", "Add a state and name it in StartAt.", "Value cannot be empty")
	}
}
