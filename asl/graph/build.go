package graph

import (
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// New returns the graph of a definition.
func New(m *asl.Machine) *Graph {
	b := newBuilder(&m.Scope)
	start := &Node{Kind: Start, Name: "Start"}
	b.scope.Nodes = append([]*Node{start}, b.scope.Nodes...)
	if b.scope.First != nil {
		b.edge(start, b.scope.First, Next, "")
	}
	b.end = &Node{Kind: End, Name: "End"}
	b.states(&m.Scope)
	for _, e := range b.scope.Edges {
		if e.To == b.end {
			b.scope.Nodes = append(b.scope.Nodes, b.end)
			break
		}
	}
	return &Graph{Root: b.scope}
}

// builder makes one Scope.
type builder struct {
	scope  *Scope
	byName map[string]*Node
	nodes  map[*asl.State]*Node
	end    *Node // nil in an inner scope
}

// newBuilder makes the nodes of a scope, so that edges find them.
func newBuilder(s *asl.Scope) *builder {
	b := &builder{scope: &Scope{Path: s.Path}, byName: map[string]*Node{}, nodes: map[*asl.State]*Node{}}
	for _, st := range s.States {
		n := &Node{Kind: State, Name: st.Name.Value, Path: st.Path, Type: st.Type, Caption: caption(st)}
		for _, inner := range st.Scopes() {
			ib := newBuilder(inner)
			ib.states(inner)
			n.Scopes = append(n.Scopes, ib.scope)
		}
		b.scope.Nodes = append(b.scope.Nodes, n)
		b.nodes[st] = n
		if b.byName[n.Name] == nil {
			b.byName[n.Name] = n
		}
	}
	if s.StartAt != nil {
		b.scope.First = b.target(s.StartAt.Value)
	}
	return b
}

// target returns the node of a name, a Missing one when no state has it.
func (b *builder) target(name string) *Node {
	n := b.byName[name]
	if n == nil {
		n = &Node{Kind: Missing, Name: name, Caption: "no such state"}
		b.byName[name] = n
		b.scope.Nodes = append(b.scope.Nodes, n)
	}
	return n
}

func (b *builder) edge(from, to *Node, kind EdgeKind, label string) {
	b.scope.Edges = append(b.scope.Edges, &Edge{From: from, To: to, Kind: kind, Label: label})
}

// states makes the edges in the order in which a reader meets them.
func (b *builder) states(s *asl.Scope) {
	for _, st := range s.States {
		from := b.nodes[st]
		for _, r := range st.Choices {
			if r.Next != nil {
				b.edge(from, b.target(r.Next.Value), Rule, ruleLabel(r))
			}
		}
		if st.Default != nil {
			b.edge(from, b.target(st.Default.Value), Default, "default")
		}
		if st.Next != nil {
			b.edge(from, b.target(st.Next.Value), Next, "")
		}
		for _, c := range st.Catch {
			if c.Next != nil {
				b.edge(from, b.target(c.Next.Value), Catch, catchLabel(c))
			}
		}
		if b.end != nil && (st.End || st.Type == asl.Succeed) {
			b.edge(from, b.end, Next, "")
		}
	}
}

// caption says in a few words what a state does.
func caption(st *asl.State) string {
	name := st.Type.String()
	switch {
	case st.Type == asl.Task && st.Resource != nil:
		return name + " · " + shortResource(st.Resource.Value)
	case st.Type == asl.Wait && st.Seconds.Kind() == value.Number:
		return name + " · " + st.Seconds.Value.JSON() + " s"
	case st.Type == asl.MapType && st.Map != nil && st.Map.Distributed:
		return "Distributed Map"
	case st.Type == asl.Fail && st.Error.Text() != "":
		return name + " · " + st.Error.Text()
	case name == "":
		return "no type"
	}
	return name
}

// shortResource leaves of a resource what tells it from others: of an
// optimised or SDK integration "lambda:invoke", of a function or activity its
// name.
func shortResource(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" {
		return arn
	}
	service, rest := parts[2], parts[5]
	if service != "states" {
		return strings.Replace(service+":"+rest, "lambda:function:", "lambda ", 1)
	}
	if name, ok := strings.CutPrefix(rest, "activity:"); ok {
		return "activity " + name
	}
	return rest
}
