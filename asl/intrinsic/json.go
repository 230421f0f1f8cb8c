package intrinsic

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

func jsonMerge(a arguments) (value.Value, error) {
	left, err := a.object(0)
	if err != nil {
		return value.Value{}, err
	}
	right, err := a.object(1)
	if err != nil {
		return value.Value{}, err
	}
	switch {
	case a[2].Kind() != value.Bool:
		return value.Value{}, a.wrongType(2, "a boolean")
	case a[2].IsTrue():
		return value.Value{}, wrong("Deep merging is not supported; the third argument must be false")
	}
	var b value.ObjectBuilder
	for k, x := range left.Members() {
		b.Set(k, x)
	}
	for k, x := range right.Members() {
		b.Set(k, x)
	}
	return b.Value(), nil
}

func stringToJSON(a arguments) (value.Value, error) {
	s, err := a.text(0)
	if err != nil {
		return value.Value{}, err
	}
	if strings.Trim(s, " \t\r\n") == "" {
		return value.NullValue, nil
	}
	v, err := value.Parse(s)
	if err != nil {
		return value.Value{}, wrong("Argument 1 is not JSON: %s", s)
	}
	if v.Num() == "-0" {
		return value.Int(0), nil
	}
	return v, nil
}

func jsonToString(a arguments) (value.Value, error) {
	return value.Text(a[0].Compact()), nil
}
