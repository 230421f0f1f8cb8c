package pattern

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// Match reports whether an event matches: every field of the pattern must match, and one of its alternatives is enough.
func Match(pattern, event value.Value) bool {
	for k, p := range pattern.Members() {
		if k == "$or" && p.Kind() == value.Array {
			if !matchAny(p, event) {
				return false
			}
			continue
		}
		got := event.Get(k)
		switch p.Kind() {
		case value.Object:
			if !matchInside(p, got) {
				return false
			}
		case value.Array:
			if !matchField(p, got) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func matchAny(patterns, event value.Value) bool {
	for _, p := range patterns.Elems() {
		if Match(p, event) {
			return true
		}
	}
	return false
}

// matchInside matches an object, or any object of a list.
func matchInside(p, got value.Value) bool {
	if got.Kind() != value.Array {
		return Match(p, got)
	}
	for _, x := range got.Elems() {
		if Match(p, x) {
			return true
		}
	}
	return false
}

// matchField reports whether one of the alternatives matches the field, or one of its elements.
func matchField(alternatives, got value.Value) bool {
	for _, a := range alternatives.Elems() {
		if a.Kind() == value.Object && a.Get("exists").IsDefined() {
			if a.Get("exists").IsTrue() == got.IsDefined() {
				return true
			}
			continue
		}
		if !got.IsDefined() {
			continue
		}
		if got.Kind() != value.Array {
			if matchOne(a, got) {
				return true
			}
			continue
		}
		for _, x := range got.Elems() {
			if matchOne(a, x) {
				return true
			}
		}
	}
	return false
}

func matchOne(a, got value.Value) bool {
	if a.Kind() != value.Object {
		return value.Equal(a, got)
	}
	for op, want := range a.Members() {
		return operators[op] != nil && operators[op](want, got) // an object has one operator
	}
	return false
}

var operators map[string]func(want, got value.Value) bool

func init() { // a literal would refer to itself through anything-but
	text := func(test func(s, want string) bool) func(want, got value.Value) bool {
		return func(want, got value.Value) bool {
			if want.Kind() == value.Object { // {"prefix": {"equals-ignore-case": "x"}}
				w := want.Get("equals-ignore-case")
				return w.Kind() == value.String && got.Kind() == value.String && test(strings.ToLower(got.Str()), strings.ToLower(w.Str()))
			}
			return got.Kind() == value.String && want.Kind() == value.String && test(got.Str(), want.Str())
		}
	}
	operators = map[string]func(want, got value.Value) bool{
		"prefix":             text(strings.HasPrefix),
		"suffix":             text(strings.HasSuffix),
		"equals-ignore-case": text(strings.EqualFold),
		"wildcard":           text(wildcard),
		"anything-but":       anythingBut,
		"numeric":            numeric,
	}
}

func anythingBut(want, got value.Value) bool {
	if want.Kind() != value.Array {
		return !matchOne(want, got)
	}
	for _, w := range want.Elems() {
		if matchOne(w, got) {
			return false
		}
	}
	return true
}

// numeric tests a number by pairs of operator and number: [">", 0, "<=", 5].
func numeric(want, got value.Value) bool {
	if got.Kind() != value.Number || want.Len() < 2 {
		return false
	}
	for i := 0; i+1 < want.Len(); i += 2 {
		limit := want.Index(i + 1)
		if limit.Kind() != value.Number {
			return false
		}
		c := value.CompareNumbers(got, limit)
		switch want.Index(i).Str() {
		case "=":
			if c != 0 {
				return false
			}
		case "<":
			if c >= 0 {
				return false
			}
		case "<=":
			if c > 0 {
				return false
			}
		case ">":
			if c <= 0 {
				return false
			}
		case ">=":
			if c < 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// wildcard matches a text with stars, each of which stands for any text.
func wildcard(s, want string) bool {
	parts := strings.Split(want, "*")
	if len(parts) == 1 {
		return s == want
	}
	if !strings.HasPrefix(s, parts[0]) {
		return false
	}
	s = s[len(parts[0]):]
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(s, p)
		if i < 0 {
			return false
		}
		s = s[i+len(p):]
	}
	return strings.HasSuffix(s, parts[len(parts)-1])
}
