package asl

import (
	"strings"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// Codes of the findings of this package. The first two are AWS's, the others are ours.
const (
	CodeSchema  = "SCHEMA_VALIDATION_FAILED"
	CodeJSON    = "INVALID_JSON_DESCRIPTION"
	CodeYAML    = "INVALID_YAML_DESCRIPTION"
	CodeDupKey  = "DUPLICATE_FIELD"
	notAnObject = "Definition must be a valid JSON object"
)

// Parse reads a definition. A name that ends in .yaml or .yml means YAML and one that ends in .json means JSON; otherwise a
// text that is not JSON but holds a YAML mapping is YAML, and everything else is JSON.
//
// The tree is as complete as the text allows, also when there are errors, and is never nil: a part that is missing or of the
// wrong type is nil. Parse reports what keeps it from building the tree; whether the tree is a legal definition is for
// asl/check to say.
func Parse(src *diag.Source) (*Machine, diag.List) {
	root, found := ParseNode(src)
	return parseRoot(src, root, found)
}

// ParseJSON is Parse for a text that must be JSON whatever its name, as AWS's API wants it.
func ParseJSON(src *diag.Source) (*Machine, diag.List) {
	root, found := parseJSONNode(src)
	return parseRoot(src, root, found)
}

func parseRoot(src *diag.Source, root *Node, found diag.List) (*Machine, diag.List) {
	m := &Machine{Source: src, Root: root, Scope: Scope{Span: root.Span, Node: root}}
	if root.Kind() != value.Object {
		if !found.HasErrors() {
			found = append(found, diag.Diagnostic{
				Code: CodeSchema, Message: notAnObject, Source: src, Span: root.Span,
				Help: "Write an object with StartAt and States.",
			})
		}
		return m, found
	}
	b := &builder{src: src}
	b.machine(m, root)
	return m, diag.Sorted(append(found, b.found...))
}

// LoneState is the name that AWS gives to a state that is tested alone.
const LoneState = "StateName"

// ParseState reads the definition of a single state, as TestState takes it, and returns a machine that has only that state,
// called LoneState. A text with States is read as a machine. The text must be JSON.
func ParseState(src *diag.Source) (*Machine, diag.List) {
	state, found := parseJSONNode(src)
	if state.Kind() != value.Object || state.Get("States") != nil {
		return parseRoot(src, state, found)
	}
	states := &Node{Span: state.Span, Members: []MemberNode{{Key: LoneState, KeySpan: state.Span, Value: state}}}
	states.setObject()
	root := &Node{Span: state.Span, Members: []MemberNode{
		{Key: "StartAt", KeySpan: state.Span, Value: &Node{Span: state.Span, Value: value.Text(LoneState)}},
		{Key: "States", KeySpan: state.Span, Value: states},
	}}
	root.setObject()
	return parseRoot(src, root, found)
}

// ParseNode reads any JSON or YAML document, told apart as Parse does. The node is never nil; that of an empty text has
// an undefined value.
func ParseNode(src *diag.Source) (*Node, diag.List) {
	name := strings.ToLower(src.Name)
	switch {
	case strings.HasSuffix(name, ".yaml"), strings.HasSuffix(name, ".yml"):
		return parseYAMLNode(src)
	case strings.HasSuffix(name, ".json"), strings.HasPrefix(strings.TrimSpace(src.Text), "{"):
		return parseJSONNode(src)
	}
	if _, err := value.Parse(src.Text); err != nil {
		if n, found := parseYAMLNode(src); n.Kind() == value.Object {
			return n, found
		}
	}
	return parseJSONNode(src)
}

func parseJSONNode(src *diag.Source) (*Node, diag.List) {
	r := &jsonReader{src: src, text: src.Text, mark: diag.Cursor{Text: src.Text}}
	if r.peek() == 0 && r.off == len(r.text) {
		return &Node{Span: diag.Span{Start: r.pos(), End: r.pos()}}, nil
	}
	n := r.document()
	if n == nil {
		n = &Node{Span: diag.Span{Start: src.Pos(0), End: r.pos()}}
	}
	return n, append(jsonErrors(src, r.found), duplicateKeys(src, n)...)
}
