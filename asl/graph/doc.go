// Package graph draws a state machine: as SVG with a layout of its own, as
// Mermaid for Markdown, and as DOT for Graphviz.
//
// Start reading at Graph (graph.go), which New (build.go) makes of a parsed
// definition; label.go words the edges. Mermaid and DOT (mermaid.go, dot.go)
// print that graph as it is. SVG (svg.go) first gives everything a place:
// layout.go goes through the scopes from the inside out, and for each scope
// rank.go puts the states into layers, lane.go makes way for long lines, order.go
// sorts each layer, place.go and column.go find the coordinates and route.go the
// lines.
//
// The same graph always gives the same bytes. A definition that has errors is
// drawn as far as it goes. The package imports asl and what lies below it.
package graph
