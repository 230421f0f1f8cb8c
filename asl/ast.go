package asl

import (
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// Node is one JSON or YAML value of a definition with its place. Everything in the tree below points at nodes, so that a
// finding about any part of a definition can name its line.
type Node struct {
	Span    diag.Span
	Value   value.Value // the whole value below this node
	Members []MemberNode
	Elems   []*Node
}

// MemberNode is one member of an object node, in document order.
type MemberNode struct {
	Key     string
	KeySpan diag.Span
	Value   *Node
}

// Text is a string that must be constant, with its place.
type Text struct {
	Value string
	Span  diag.Span
}

// Language is a query language.
type Language uint8

// The query languages.
const (
	JSONPath Language = iota
	JSONata
)

// Machine is a whole definition.
type Machine struct {
	Source         *diag.Source
	Root           *Node
	Comment        *Text
	Version        *Text
	Language       Language
	TimeoutSeconds *Node // nil: none
	Scope
}

// Scope is a StartAt with its States: of the machine, of a branch of a Parallel state or of the processor of a Map state.
type Scope struct {
	Span    diag.Span
	Node    *Node  // the object that holds StartAt and States
	Path    string // AWS location of the object that holds States: "" or "/States/M/ItemProcessor"
	StartAt *Text
	States  []*State // document order
}

// State is one state. Fields that a state does not have are nil. Which fields are legal for which type and language is the
// business of asl/check; the parser keeps all it understands.
type State struct {
	Span     diag.Span
	Path     string // AWS location: /States/X
	Node     *Node
	Name     Text
	Type     Type
	TypeSpan diag.Span
	Language Language // in force: the state's own, else the machine's

	Comment *Text
	Next    *Text
	End     bool

	// Data flow. A *Node is a literal, template, path or expression, to be compiled by asl/eval.
	InputPath, OutputPath, ResultPath      *Node
	Parameters, Arguments, ResultSelector  *Node
	Result, Output, Assign                 *Node
	Retry                                  []*Retrier
	Catch                                  []*Catcher
	Choices                                []*Rule // Choice
	Default                                *Text   // Choice
	Seconds, SecondsPath                   *Node   // Wait
	Timestamp, TimestampPath               *Node   // Wait
	Error, ErrorPath, Cause, CausePath     *Node   // Fail
	Resource                               *Text   // Task
	Credentials                            *Node   // Task
	TimeoutSeconds, TimeoutSecondsPath     *Node   // Task
	HeartbeatSeconds, HeartbeatSecondsPath *Node   // Task
	Branches                               []*Scope
	Map                                    *Map
}

// Type is the type of a state.
type Type uint8

// The state types, in the order in which AWS lists them.
const (
	Task Type = iota + 1
	Wait
	Pass
	Succeed
	Fail
	Choice
	Parallel
	MapType
)

// Map is what only a Map state has.
type Map struct {
	Processor       *Scope
	Legacy          bool // the processor was given as Iterator
	Distributed     bool
	Express         bool // ExecutionType of the children
	ProcessorConfig *Node

	ItemsPath, Items, ItemSelector                                                                               *Node
	MaxConcurrency, MaxConcurrencyPath                                                                           *Node
	ToleratedFailureCount, ToleratedFailureCountPath, ToleratedFailurePercentage, ToleratedFailurePercentagePath *Node
	Label                                                                                                        *Text
	ItemReader, ItemBatcher, ResultWriter                                                                        *Node
}

// Rule is one choice rule. Exactly one of Variable with an operator, And, Or, Not (JSONPath), or Condition (JSONata) is set.
type Rule struct {
	Span           diag.Span
	Path           string // AWS location: /States/C/Choices[0]
	Node           *Node
	Next           *Text // top-level rules only
	Comment        *Text
	Variable       *Node
	Operator       string // "StringEquals", "NumericLessThanPath", …
	Operand        *Node
	And, Or        []*Rule
	Not            *Rule
	Condition      *Node
	Assign, Output *Node
}

// Retrier is one entry of Retry. Numbers that are absent are nil.
type Retrier struct {
	Span            diag.Span
	Path            string
	Node            *Node
	ErrorEquals     []Text
	IntervalSeconds *Node
	MaxAttempts     *Node
	BackoffRate     *Node
	MaxDelaySeconds *Node
	JitterStrategy  *Text
}

// Catcher is one entry of Catch.
type Catcher struct {
	Span                       diag.Span
	Path                       string
	Node                       *Node
	ErrorEquals                []Text
	Next                       *Text
	ResultPath, Output, Assign *Node
	Comment                    *Text
}

// Find returns the state of s with that name, nil if there is none.
func (s *Scope) Find(name string) *State {
	for _, st := range s.States {
		if st.Name.Value == name {
			return st
		}
	}
	return nil
}
