package asl

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// builder turns nodes into the tree. It skips what has the wrong type and reports it.
type builder struct {
	src   *diag.Source
	found diag.List
}

// typeNames are AWS's names of the JSON types.
var typeNames = map[value.Kind]string{
	value.String: "STRING", value.Bool: "BOOLEAN", value.Array: "ARRAY", value.Object: "OBJECT", value.Number: "NUMBER",
}

// typeHelp says how a value of each type is written.
var typeHelp = map[value.Kind]string{
	value.String: "Write a text in quotes.", value.Bool: "Write true or false without quotes.",
	value.Array: "Write a list in brackets.", value.Object: "Write an object in braces.", value.Number: "Write a number without quotes.",
}

func (b *builder) errorf(n *Node, at, help, format string, args ...any) {
	b.found = append(b.found, diag.Diagnostic{
		Code: CodeSchema, Message: fmt.Sprintf(format, args...), Location: at, Help: help, Source: b.src, Span: n.Span,
	})
}

// is reports whether n, the field called key of the object at the location at, is present and of the kind it must have.
func (b *builder) is(n *Node, k value.Kind, at, key string) bool {
	if n == nil {
		return false
	}
	if n.Kind() != k {
		b.errorf(n, at+"/"+key, typeHelp[k], "Expected value of type [%s]", typeNames[k])
		return false
	}
	return true
}

// text returns the string field key of o, nil if it is absent or no string.
func (b *builder) text(o *Node, at, key string) *Text {
	n := o.Get(key)
	if !b.is(n, value.String, at, key) {
		return nil
	}
	return &Text{Value: n.Value.Str(), Span: n.Span}
}

// comment returns the field Comment of o; AWS does not look at what it holds.
func comment(o *Node) *Text {
	if n := o.Get("Comment"); n.Kind() == value.String {
		return &Text{Value: n.Value.Str(), Span: n.Span}
	}
	return nil
}

// elems returns the elements of the array field key of o.
func (b *builder) elems(o *Node, at, key string) []*Node {
	n := o.Get(key)
	if !b.is(n, value.Array, at, key) {
		return nil
	}
	return n.Elems
}

// texts returns the strings in the array field key of o.
func (b *builder) texts(o *Node, at, key string) []Text {
	var ts []Text
	for i, e := range b.elems(o, at, key) {
		if b.is(e, value.String, at, fmt.Sprintf("%s[%d]", key, i)) {
			ts = append(ts, Text{Value: e.Value.Str(), Span: e.Span})
		}
	}
	return ts
}

func (b *builder) machine(m *Machine, root *Node) {
	m.Comment = comment(root)
	m.Version = b.text(root, "", "Version")
	m.Language = b.language(root, "", JSONPath)
	m.TimeoutSeconds = root.Get("TimeoutSeconds")
	b.scope(&m.Scope, root, "", m.Language)
}

// language returns the query language that o asks for, else the one it inherits. AWS takes every value but the exact
// "JSONPath" for JSONata, and reports it besides.
func (b *builder) language(o *Node, at string, inherited Language) Language {
	n := o.Get("QueryLanguage")
	if n == nil {
		return inherited
	}
	t := b.text(o, at, "QueryLanguage")
	if t != nil && t.Value == "JSONPath" {
		return JSONPath
	}
	if t != nil && t.Value != "JSONata" {
		help := cmp.Or(diag.DidYouMean(t.Value, []string{"JSONPath", "JSONata"}), "Write JSONPath or JSONata.")
		b.errorf(n, at+"/QueryLanguage", help, "Value should be one of the following: [JSONPath, JSONata]")
	}
	return JSONata
}

// scope fills s from the object o that holds StartAt and States. States take their language from the machine, never from a
// Map or Parallel state around them.
func (b *builder) scope(s *Scope, o *Node, at string, lang Language) {
	s.Span, s.Node, s.Path = o.Span, o, at
	s.StartAt = b.text(o, at, "StartAt")
	states := o.Get("States")
	if !b.is(states, value.Object, at, "States") {
		return
	}
	for _, m := range states.Members {
		path := at + "/States/" + m.Key
		if states.Get(m.Key) != m.Value { // given again further down, which is the one that counts
			continue
		}
		if !b.is(m.Value, value.Object, at+"/States", m.Key) {
			if m.Key == "QueryLanguage" || m.Key == "StartAt" || m.Key == "Comment" {
				b.found[len(b.found)-1].Help = "Move " + m.Key + " out of States, beside it."
			}
			continue
		}
		st := &State{
			Span: m.Value.Span, Path: path, Node: m.Value, Name: Text{Value: m.Key, Span: m.KeySpan},
			Language: b.language(m.Value, path, lang),
		}
		b.state(st, lang)
		s.States = append(s.States, st)
	}
}

// typeOf returns the type of a state and reports a name that is none.
func (b *builder) typeOf(st *State) Type {
	t := b.text(st.Node, st.Path, "Type")
	if t == nil {
		return 0
	}
	st.TypeSpan = t.Span
	if ty, ok := TypeNamed(t.Value); ok {
		return ty
	}
	help := cmp.Or(diag.DidYouMean(t.Value, typeList[1:]), "Write one of these names.")
	b.errorf(st.Node.Get("Type"), st.Path+"/Type", help, "The field 'Type' should have one of these values: [%s]",
		strings.Join(typeList[1:], ", "))
	return 0
}
