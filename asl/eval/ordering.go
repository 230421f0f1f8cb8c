package eval

import "github.com/stepmill/stepmill/asl/value"

// The comparisons of two values return ok false where one of them is of another type.

func compareNumbers(a, b value.Value) (order int, ok bool) {
	if a.Kind() != value.Number || b.Kind() != value.Number {
		return 0, false
	}
	return value.CompareNumbers(a, b), true
}

func compareStrings(a, b value.Value) (order int, ok bool) {
	if a.Kind() != value.String || b.Kind() != value.String {
		return 0, false
	}
	return value.CompareUTF16(a.Str(), b.Str()), true
}

func compareTimestamps(a, b value.Value) (order int, ok bool) {
	t, ok := parseTimestamp(a.Str())
	if !ok {
		return 0, false
	}
	u, ok := parseTimestamp(b.Str())
	return t.Compare(u), ok
}

func equalBooleans(a, b value.Value) bool {
	return a.Kind() == value.Bool && b.Kind() == value.Bool && a.IsTrue() == b.IsTrue()
}

// The type tests take as operand whether the value should be of the type.

func isKind(k value.Kind) func(v, want value.Value) bool {
	return func(v, want value.Value) bool { return (v.Kind() == k) == want.IsTrue() }
}

func isTimestamp(v, want value.Value) bool {
	_, ok := parseTimestamp(v.Str())
	return ok == want.IsTrue()
}
