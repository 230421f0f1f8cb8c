package aws

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// OperationName returns the API's name of an action in a resource: sendMessage is SendMessage.
func OperationName(action string) string { return upper(action) }

// Native turns the parameters of a Task state into the input of an operation: member names as the API has them, null members dropped, and
// JSON text where a string is wanted.
func (s *Service) Native(parameters value.Value) value.Value {
	var b value.ObjectBuilder
	for k, v := range parameters.Members() {
		if v.Kind() == value.Null {
			continue
		}
		for _, t := range s.Texts {
			if t == k && v.Kind() != value.String {
				v = value.Text(v.Compact())
			}
		}
		if s.LowerNames {
			k, v = lower(k), renamed(v, lower)
		}
		b.Set(k, v)
	}
	return b.Value()
}

// Shown turns the output of an operation into the result of a Task state.
func (s *Service) Shown(out value.Value) value.Value {
	if s.LowerNames {
		return renamed(out, upper)
	}
	return out
}

// renamed returns v with all its keys renamed, at every depth.
func renamed(v value.Value, name func(string) string) value.Value {
	switch v.Kind() {
	case value.Object:
		var b value.ObjectBuilder
		for k, x := range v.Members() {
			b.Set(name(k), renamed(x, name))
		}
		return b.Value()
	case value.Array:
		elems := make([]value.Value, 0, v.Len())
		for _, x := range v.Elems() {
			elems = append(elems, renamed(x, name))
		}
		return value.ArrayOf(elems)
	}
	return v
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func lower(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
