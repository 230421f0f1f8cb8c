package query

import (
	"time"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
)

// Variable describes a variable of the expressions.
type Variable struct {
	Name string
	Type string // in CEL's words
	Doc  string
}

// Variables lists the variables of filters, for help texts and completion. Assertions have history besides.
func Variables() []Variable {
	vs := make([]Variable, len(variables))
	for i, v := range variables {
		vs[i] = Variable{Name: v.name, Type: typeName(v.typ.String()), Doc: v.doc}
	}
	return vs
}

type variable struct {
	name string
	typ  *cel.Type
	doc  string
	get  func(*scope) ref.Val
}

var variables = []variable{
	{"arn", cel.StringType, "ARN of the execution", func(s *scope) ref.Val { return types.String(s.ARN) }},
	{"name", cel.StringType, "name of the execution", func(s *scope) ref.Val { return types.String(s.Name) }},
	{"stateMachine", cel.StringType, "ARN of the state machine", func(s *scope) ref.Val { return types.String(s.StateMachine) }},
	{"status", cel.StringType, "RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED", func(s *scope) ref.Val { return types.String(s.Status) }},
	{"error", cel.StringType, "error name, or empty", func(s *scope) ref.Val { return types.String(s.Error) }},
	{"cause", cel.StringType, "cause of the error, or empty", func(s *scope) ref.Val { return types.String(s.Cause) }},
	{"type", cel.StringType, "STANDARD or EXPRESS", func(s *scope) ref.Val { return types.String(s.Type) }},
	{"startDate", cel.TimestampType, "when it began", func(s *scope) ref.Val { return moment(s.Start) }},
	{"stopDate", cel.TimestampType, "when it stopped; null while it runs", func(s *scope) ref.Val { return moment(s.Stop) }},
	{"duration", cel.DurationType, "how long it took, or has run until now", func(s *scope) ref.Val { return types.Duration{Duration: s.duration()} }},
	{"now", cel.TimestampType, "when the question was asked", func(s *scope) ref.Val { return moment(s.Now) }},
	{"events", cel.IntType, "number of events in the history", func(s *scope) ref.Val { return types.Int(s.Events) }},
	{"redrives", cel.IntType, "how often it was redriven", func(s *scope) ref.Val { return types.Int(s.Redrives) }},
	{"input", cel.DynType, "the JSON it was started with", func(s *scope) ref.Val { return s.inputValue() }},
	{"output", cel.DynType, "the JSON it returned; null until it succeeds", func(s *scope) ref.Val { return adapt(s.Output) }},
	{"cutOff", cel.BoolType, "whether its process ended before it did", func(s *scope) ref.Val { return types.Bool(s.CutOff) }},
}

// historyName is the variable that assertions have and filters have not.
const historyName = "history"

// moment shows a time; one that is unknown is null, which CEL lets a timestamp be.
func moment(t time.Time) ref.Val {
	if t.IsZero() {
		return types.NullValue
	}
	return types.Timestamp{Time: t}
}

// names lists the variables a compiled expression may use.
func names(withHistory bool) []string {
	ns := make([]string, 0, len(variables)+1)
	for _, v := range variables {
		ns = append(ns, v.name)
	}
	if withHistory {
		ns = append(ns, historyName)
	}
	return ns
}
