package graph

import (
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl"
)

// DOT returns the graph in the language of Graphviz.
func (g *Graph) DOT(o Options) string {
	w := &dotWriter{ids: g.ids(), o: o}
	w.b.WriteString("digraph machine {\n  compound=true\n  fontname=\"Helvetica\"\n  fontsize=12\n")
	if o.Title != "" {
		fmt.Fprintf(&w.b, "  label=%s\n  labelloc=t\n", quoteDOT(o.Title))
	}
	w.b.WriteString("  node [shape=box style=\"rounded,filled\" fillcolor=white fontname=\"Helvetica\" fontsize=11]\n")
	w.b.WriteString("  edge [fontname=\"Helvetica\" fontsize=10]\n")
	w.scope(g.Root, "  ")
	w.b.WriteString("}\n")
	return w.b.String()
}

type dotWriter struct {
	b   strings.Builder
	ids map[*Node]string
	o   Options
}

func (w *dotWriter) scope(s *Scope, indent string) {
	for _, n := range s.Nodes {
		if len(n.Scopes) > 0 {
			w.container(n, indent)
		} else {
			w.node(n, indent)
		}
	}
	for _, e := range s.Edges {
		w.edge(e, indent)
	}
}

func (w *dotWriter) node(n *Node, indent string) {
	label, attrs := n.Name, ""
	switch {
	case n.Kind == Start || n.Kind == End:
		attrs = " shape=ellipse"
	case n.Kind == Missing:
		attrs = ` style="rounded,dashed" color="#c62828"`
	case n.Type == asl.Choice:
		attrs = " shape=diamond style=filled"
	case n.Type == asl.Succeed:
		attrs = " shape=ellipse"
	case n.Type == asl.Fail:
		attrs = ` shape=ellipse color="#c62828"`
	case n.Type == asl.Task || n.Type == asl.Wait:
		label += "\n" + n.Caption
	}
	fmt.Fprintf(&w.b, "%s%s [label=%s%s%s]\n", indent, w.ids[n], quoteDOT(label), attrs, w.mark(n))
}

func (w *dotWriter) mark(n *Node) string {
	switch w.o.mark(n) {
	case Visited:
		return ` fillcolor="#d7f0dd" class="visited"`
	case Failed:
		return ` fillcolor="#fbdcdc" class="failed"`
	case Unreached:
		return ` fillcolor="#eeeeee" fontcolor="#777777" class="unreached"`
	}
	return ""
}

// container draws a Parallel or Map state as a cluster. An edge cannot end at a
// cluster, so it ends at an invisible node inside and is cut at the border.
func (w *dotWriter) container(n *Node, indent string) {
	id, inner := w.ids[n], indent+"  "
	fmt.Fprintf(&w.b, "%ssubgraph cluster_%s {\n%slabel=%s style=\"rounded,filled\" fillcolor=\"#f7f7f7\"%s\n", indent, id, inner,
		quoteDOT(n.Caption+": "+n.Name), w.mark(n))
	fmt.Fprintf(&w.b, "%s%s [shape=point style=invis width=0 height=0]\n", inner, id)
	for i, s := range n.Scopes {
		fmt.Fprintf(&w.b, "%ssubgraph cluster_%s_%d {\n%s  label=\"\" style=\"rounded,dashed\"\n", inner, id, i, inner)
		w.scope(s, inner+"  ")
		fmt.Fprintf(&w.b, "%s}\n", inner)
		if s.First != nil {
			fmt.Fprintf(&w.b, "%s%s -> %s [style=invis]\n", inner, id, w.ids[s.First])
		}
	}
	fmt.Fprintf(&w.b, "%s}\n", indent)
}

func (w *dotWriter) edge(e *Edge, indent string) {
	var attrs []string
	if e.Label != "" {
		attrs = append(attrs, "label="+quoteDOT(strings.Join(wrap(e.Label), "\n")))
	}
	if e.Kind == Catch {
		attrs = append(attrs, `style=dashed color="#c62828" fontcolor="#c62828"`)
	}
	if len(e.From.Scopes) > 0 {
		attrs = append(attrs, "ltail=cluster_"+w.ids[e.From])
	}
	if len(e.To.Scopes) > 0 {
		attrs = append(attrs, "lhead=cluster_"+w.ids[e.To])
	}
	fmt.Fprintf(&w.b, "%s%s -> %s", indent, w.ids[e.From], w.ids[e.To])
	if len(attrs) > 0 {
		fmt.Fprintf(&w.b, " [%s]", strings.Join(attrs, " "))
	}
	w.b.WriteString("\n")
}

func quoteDOT(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}
