package graph

import "github.com/stepmill/stepmill/asl"

// Graph is the state graph of a definition.
type Graph struct {
	Root *Scope
}

// Scope is a StartAt with its states: the machine, a branch of a Parallel state
// or the processor of a Map state. Its edges join its own nodes only.
type Scope struct {
	Path  string // AWS location: "" or "/States/P/Branches[0]"
	First *Node  // where the scope starts; nil when StartAt is missing
	Nodes []*Node
	Edges []*Edge
}

// Node is one node of a Scope.
type Node struct {
	Kind    NodeKind
	Name    string
	Path    string   // AWS location of the state: "/States/X"; "" for other kinds
	Type    asl.Type // of a State
	Caption string   // what the state does in a few words: "Task · lambda:invoke"
	Scopes  []*Scope // what lies inside a Parallel or Map state
}

// NodeKind tells states from what is drawn beside them.
type NodeKind uint8

// The kinds of nodes. Start and End stand in the outermost scope only.
const (
	State   NodeKind = iota
	Start            // one, with an edge to the first state
	End              // one, when anything ends in success
	Missing          // a name that a transition goes to and no state has
)

// Edge is one transition.
type Edge struct {
	From, To *Node
	Kind     EdgeKind
	Label    string // of a Rule its condition, of a Catch its error names, "default" of a Default
}

// EdgeKind says what makes a transition happen.
type EdgeKind uint8

// The kinds of edges.
const (
	Next    EdgeKind = iota // Next, StartAt, and to the End
	Rule                    // a choice rule
	Default                 // no choice rule matched
	Catch                   // an error
)

// Options says how a graph is drawn. The zero value is useful.
type Options struct {
	// Marks sets states apart, by their AWS location ("/States/X"), as coverage
	// or the progress of an execution. Default: none.
	Marks map[string]Mark

	// Title is the heading of the drawing. Default: none.
	Title string
}

// Mark is a class that a state is drawn with.
type Mark string

// The marks that have a look of their own.
const (
	Visited   Mark = "visited"
	Failed    Mark = "failed"
	Unreached Mark = "unreached"
)

func (o Options) mark(n *Node) Mark {
	switch m := o.Marks[n.Path]; m {
	case Visited, Failed, Unreached:
		return m
	}
	return ""
}
