package query

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"

	"github.com/stepmill/stepmill/asl/value"
)

// adapt shows a JSON value to CEL. Containers are shown as they are and looked into when the expression does.
func adapt(v value.Value) ref.Val {
	switch v.Kind() {
	case value.Bool:
		return types.Bool(v.IsTrue())
	case value.Number:
		return adaptNumber(v)
	case value.String:
		return types.String(v.Str())
	case value.Array:
		return &array{v}
	case value.Object:
		return &object{v}
	}
	return types.NullValue // and undefined: CEL knows no third thing
}

// adaptNumber goes by the literal: 1.0 stays a double, so that a column of prices has one type.
func adaptNumber(v value.Value) ref.Val {
	if !strings.ContainsAny(v.Num(), ".eE") {
		if i, ok := v.Int(); ok {
			return types.Int(i)
		}
	}
	return types.Double(v.Float())
}

// convertContainer implements ConvertToType of both containers.
func convertContainer(v ref.Val, to ref.Type, own *types.Type) ref.Val {
	switch to {
	case own:
		return v
	case types.TypeType:
		return own
	}
	return types.NewErr("type conversion error from '%s' to '%s'", own.TypeName(), to.TypeName())
}

// native implements ConvertToNative of both containers: Go callers get the JSON value.
func native(v value.Value, to reflect.Type) (any, error) {
	if reflect.TypeFor[value.Value]().AssignableTo(to) {
		return v, nil
	}
	return nil, fmt.Errorf("a JSON %s cannot become a %v", v.Kind(), to)
}

// listOf is CEL's own list over values, which lends its iterator and its concatenation.
func listOf(vs []ref.Val) ref.Val {
	return types.NewRefValList(types.DefaultTypeAdapter, vs)
}
