package graph

import "strconv"

// ids numbers the nodes in the order of the document, outer ones first, for
// formats in which a name cannot stand for itself.
func (g *Graph) ids() map[*Node]string {
	ids := map[*Node]string{}
	var walk func(*Scope)
	walk = func(s *Scope) {
		for _, n := range s.Nodes {
			ids[n] = "n" + strconv.Itoa(len(ids))
			for _, inner := range n.Scopes {
				walk(inner)
			}
		}
	}
	walk(g.Root)
	return ids
}
