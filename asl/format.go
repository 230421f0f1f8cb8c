package asl

import (
	"strings"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// formatWidth is how long a line may become, in bytes, before a list of plain values is broken into lines.
const formatWidth = 100

// Format returns a definition or any other JSON or YAML document as JSON in its normal form: two spaces of indentation, one
// field a line, arrays of plain values on one line where they fit, key order, numbers and repeated fields as they are. The
// second result holds what is wrong with the text; a text with errors is returned as it is. Formatting twice changes nothing.
func Format(src *diag.Source) (string, diag.List) {
	n, found := ParseNode(src)
	if found.HasErrors() || n.Kind() == value.Undefined {
		return src.Text, found
	}
	var b strings.Builder
	formatNode(&b, n, "")
	b.WriteByte('\n')
	return b.String(), found
}

func formatNode(b *strings.Builder, n *Node, indent string) {
	inner := indent + "  "
	switch n.Kind() {
	case value.Object:
		if len(n.Members) == 0 {
			b.WriteString("{}")
			return
		}
		b.WriteString("{\n")
		for i, m := range n.Members {
			b.WriteString(inner)
			b.Write(value.AppendQuoted(nil, m.Key))
			b.WriteString(": ")
			formatNode(b, m.Value, inner)
			endPart(b, i == len(n.Members)-1)
		}
		b.WriteString(indent + "}")
	case value.Array:
		if line, ok := oneLineArray(n, indent); ok {
			b.WriteString(line)
			return
		}
		b.WriteString("[\n")
		for i, e := range n.Elems {
			b.WriteString(inner)
			formatNode(b, e, inner)
			endPart(b, i == len(n.Elems)-1)
		}
		b.WriteString(indent + "]")
	default:
		b.WriteString(n.Value.Compact())
	}
}

func endPart(b *strings.Builder, last bool) {
	if !last {
		b.WriteByte(',')
	}
	b.WriteByte('\n')
}

// oneLineArray returns an array of plain values as one line if it is short enough at that indentation.
func oneLineArray(n *Node, indent string) (string, bool) {
	parts := make([]string, len(n.Elems))
	for i, e := range n.Elems {
		if e.Value.Len() > 0 {
			return "", false
		}
		parts[i] = e.Value.Compact()
	}
	line := "[" + strings.Join(parts, ", ") + "]"
	return line, len(indent)+len(line) <= formatWidth
}
