package asl

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// maxYAMLNodes limits what a document grows to when its aliases are written out, in nodes: far more than a definition of
// AWS's greatest size (1 MB) has.
const maxYAMLNodes = 1 << 18

// yamlReader turns a document of yaml.v3 into nodes.
type yamlReader struct {
	src   *diag.Source
	lines []int // offset of every line
	nodes int
	depth int
	found diag.List
}

func parseYAMLNode(src *diag.Source) (n *Node, found diag.List) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(src.Text), &doc); err != nil {
		at := yamlErrorPos(src, err)
		return &Node{}, diag.List{{
			Code: CodeYAML, Message: strings.TrimPrefix(err.Error(), "yaml: "), Source: src, Span: diag.Span{Start: at, End: at},
			Help: "Check the indentation and the quotes around this line.",
		}}
	}
	if len(doc.Content) == 0 {
		return &Node{}, nil
	}
	r := &yamlReader{src: src, lines: lineStarts(src.Text)}
	n = r.node(doc.Content[0])
	return n, append(r.found, duplicateKeys(src, n)...)
}

var yamlErrorLine = regexp.MustCompile(`line (\d+)`)

// yamlErrorPos finds the line that a message of yaml.v3 names.
func yamlErrorPos(src *diag.Source, err error) diag.Pos {
	if m := yamlErrorLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		return src.Pos(src.Offset(line, 1))
	}
	return src.Pos(0)
}

func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func (r *yamlReader) errorf(y *yaml.Node, format string, args ...any) {
	sp := r.span(y)
	r.found = append(r.found, diag.Diagnostic{
		Code: CodeYAML, Message: fmt.Sprintf(format, args...), Source: r.src, Span: sp,
		Help: "Write it in a way that JSON has as well.",
	})
}

// node converts y; a node that has no JSON form becomes null and a finding.
func (r *yamlReader) node(y *yaml.Node) *Node {
	n := &Node{Span: r.span(y), Value: value.NullValue}
	r.nodes++
	r.depth++
	defer func() { r.depth-- }()
	if r.nodes > maxYAMLNodes || r.depth > maxDepth {
		if r.nodes <= maxYAMLNodes+1 {
			r.errorf(y, "the document is too large or too deep once its aliases are written out")
			r.nodes = maxYAMLNodes + 1
		}
		return n
	}
	switch y.Kind {
	case yaml.AliasNode:
		at := n.Span
		n = r.node(y.Alias)
		n.Span = at
	case yaml.SequenceNode:
		for _, c := range y.Content {
			e := r.node(c)
			n.Elems = append(n.Elems, e)
			n.Span.End = later(n.Span.End, e.Span.End)
		}
		n.setArray()
	case yaml.MappingNode:
		r.mapping(n, y)
	default:
		r.scalar(n, y)
	}
	return n
}

func (r *yamlReader) mapping(n *Node, y *yaml.Node) {
	var merged []MemberNode
	for i := 0; i+1 < len(y.Content); i += 2 {
		k, v := y.Content[i], y.Content[i+1]
		val := r.node(v)
		n.Span.End = later(n.Span.End, val.Span.End)
		if k.Tag == "!!merge" {
			merged = append(merged, mergeMembers(val)...)
			continue
		}
		if k.Kind != yaml.ScalarNode {
			r.errorf(k, "a field name must be plain text")
			continue
		}
		n.Members = append(n.Members, MemberNode{Key: k.Value, KeySpan: r.span(k), Value: val})
	}
	for _, m := range merged {
		if n.Get(m.Key) == nil {
			n.Members = append(n.Members, m)
		}
	}
	n.setObject()
}

// mergeMembers returns what the value of a merge key (<<) contributes.
func mergeMembers(n *Node) []MemberNode {
	members := n.Members
	for _, e := range n.Elems {
		members = append(members, e.Members...)
	}
	return members
}

// scalar gives n the JSON value of a YAML scalar. One with a tag that is not YAML's own, such as CloudFormation's !Sub and
// !Ref, is its text.
func (r *yamlReader) scalar(n *Node, y *yaml.Node) {
	switch y.ShortTag() {
	case "!!null":
		n.Value = value.NullValue
	case "!!bool":
		n.Value = value.Boolean(strings.EqualFold(y.Value, "true"))
	case "!!int", "!!float":
		if v, err := value.Parse(y.Value); err == nil && v.Kind() == value.Number {
			n.Value = value.NumberText(y.Value)
			return
		}
		var f float64
		if err := y.Decode(&f); err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
			r.errorf(y, "%s is a number that JSON does not have", y.Value)
			return
		}
		n.Value = value.Float(f)
	default:
		n.Value = value.Text(strings.ToValidUTF8(y.Value, "\uFFFD"))
	}
}
