// Package graph is the command stepmill graph: it draws a state machine as Mermaid, DOT or SVG. The drawing is done by asl/graph.
package graph
