package graph

import (
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl"
)

// Mermaid returns the graph as a Mermaid flowchart.
func (g *Graph) Mermaid(o Options) string {
	w := &mermaidWriter{ids: g.ids(), o: o}
	if o.Title != "" {
		fmt.Fprintf(&w.b, "---\ntitle: %s\n---\n", quoteYAML(o.Title))
	}
	w.b.WriteString("flowchart TD\n")
	w.scope(g.Root, "  ")
	for _, class := range []struct{ name, style string }{
		{"fail", "stroke:#c62828"},
		{"missing", "stroke-dasharray:4 3,stroke:#c62828"},
		{string(Visited), "fill:#d7f0dd,stroke:#2e7d32,color:#111"},
		{string(Failed), "fill:#fbdcdc,stroke:#c62828,color:#111"},
		{string(Unreached), "fill:#eee,stroke:#aaa,color:#777,stroke-dasharray:4 3"},
	} {
		if ids := w.classes[class.name]; len(ids) > 0 {
			fmt.Fprintf(&w.b, "  classDef %s %s\n  class %s %s\n", class.name, class.style, strings.Join(ids, ","), class.name)
		}
	}
	return w.b.String()
}

type mermaidWriter struct {
	b       strings.Builder
	ids     map[*Node]string
	o       Options
	classes map[string][]string
}

func (w *mermaidWriter) scope(s *Scope, indent string) {
	for _, n := range s.Nodes {
		w.node(n, indent)
	}
	for _, e := range s.Edges {
		arrow := "-->"
		if e.Kind == Catch {
			arrow = "-.->"
		}
		if e.Label != "" {
			arrow += "|" + quoteMermaid(e.Label) + "|"
		}
		fmt.Fprintf(&w.b, "%s%s %s %s\n", indent, w.ids[e.From], arrow, w.ids[e.To])
	}
}

func (w *mermaidWriter) node(n *Node, indent string) {
	id := w.ids[n]
	w.class(string(w.o.mark(n)), id)
	if len(n.Scopes) > 0 {
		w.container(n, indent)
		return
	}
	label, shape := n.Name, [2]string{"[", "]"}
	switch {
	case n.Kind == Start || n.Kind == End:
		shape = [2]string{"([", "])"}
	case n.Kind == Missing:
		w.class("missing", id)
	case n.Type == asl.Choice:
		shape = [2]string{"{", "}"}
	case n.Type == asl.Succeed:
		shape = [2]string{"([", "])"}
	case n.Type == asl.Fail:
		shape = [2]string{"([", "])"}
		w.class("fail", id)
	case n.Type == asl.Task || n.Type == asl.Wait:
		label += "\n" + n.Caption
	}
	fmt.Fprintf(&w.b, "%s%s%s%s%s\n", indent, id, shape[0], quoteMermaid(label), shape[1])
}

// container draws a Parallel or Map state as a subgraph, the branches of a
// Parallel as subgraphs inside it.
func (w *mermaidWriter) container(n *Node, indent string) {
	id, inner := w.ids[n], indent+"  "
	fmt.Fprintf(&w.b, "%ssubgraph %s[%s]\n", indent, id, quoteMermaid(n.Caption+": "+n.Name))
	if len(n.Scopes) == 1 {
		w.scope(n.Scopes[0], inner)
	} else {
		for i, s := range n.Scopes {
			fmt.Fprintf(&w.b, "%ssubgraph %s_%d[\" \"]\n", inner, id, i)
			w.scope(s, inner+"  ")
			fmt.Fprintf(&w.b, "%send\n", inner)
		}
	}
	fmt.Fprintf(&w.b, "%send\n", indent)
}

func (w *mermaidWriter) class(class, id string) {
	if class == "" {
		return
	}
	if w.classes == nil {
		w.classes = map[string][]string{}
	}
	w.classes[class] = append(w.classes[class], id)
}

// mermaidEscapes are the characters that mean something inside a quoted label,
// as HTML or as Mermaid's own entities and Markdown.
var mermaidEscapes = strings.NewReplacer(
	`"`, "#quot;", "#", "#35;", "&", "#amp;", "<", "#lt;", ">", "#gt;", "`", "#96;", "\\", "#92;", "\n", "<br>",
)

func quoteMermaid(s string) string { return `"` + mermaidEscapes.Replace(s) + `"` }

func quoteYAML(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
}
