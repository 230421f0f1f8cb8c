package intrinsic

import (
	"fmt"
	"math"

	"github.com/stepmill/stepmill/asl/value"
)

// function is one intrinsic function.
type function struct {
	name  string
	least int // arguments
	most  int // arguments; -1 for any number
	apply func(e Env, a arguments) (value.Value, error)
}

func pure(f func(a arguments) (value.Value, error)) func(Env, arguments) (value.Value, error) {
	return func(_ Env, a arguments) (value.Value, error) { return f(a) }
}

// functions are all there are, in the order of the Developer Guide.
var functions = []function{
	{"Array", 0, -1, pure(array)},
	{"ArrayPartition", 2, 2, pure(arrayPartition)},
	{"ArrayContains", 2, 2, pure(arrayContains)},
	{"ArrayRange", 3, 3, pure(arrayRange)},
	{"ArrayGetItem", 2, 2, pure(arrayGetItem)},
	{"ArrayLength", 1, 1, pure(arrayLength)},
	{"ArrayUnique", 1, 1, pure(arrayUnique)},
	{"Base64Encode", 1, 1, pure(base64Encode)},
	{"Base64Decode", 1, 1, pure(base64Decode)},
	{"Hash", 2, 2, pure(hash)},
	{"JsonMerge", 3, 3, pure(jsonMerge)},
	{"StringToJson", 1, 1, pure(stringToJSON)},
	{"JsonToString", 1, 1, pure(jsonToString)},
	{"MathRandom", 2, 3, mathRandom},
	{"MathAdd", 2, 2, pure(mathAdd)},
	{"StringSplit", 2, 2, pure(stringSplit)},
	{"UUID", 0, 0, uuid},
	{"Format", 1, -1, pure(formatData)},
}

func functionNamed(name string) *function {
	for i := range functions {
		if functions[i].name == name {
			return &functions[i]
		}
	}
	return nil
}

func (f *function) arity() string {
	switch {
	case f.most == f.least && f.most == 1:
		return "1 argument"
	case f.most == f.least:
		return fmt.Sprintf("%d arguments", f.most)
	case f.most < 0:
		return fmt.Sprintf("at least %d arguments", f.least)
	}
	return fmt.Sprintf("%d to %d arguments", f.least, f.most)
}

// arguments are the values of a call's arguments. Their accessors name the argument that has a wrong type by its place.
type arguments []value.Value

func (a arguments) array(i int) (value.Value, error) {
	if a[i].Kind() != value.Array {
		return value.Value{}, a.wrongType(i, "an array")
	}
	return a[i], nil
}

func (a arguments) object(i int) (value.Value, error) {
	if a[i].Kind() != value.Object {
		return value.Value{}, a.wrongType(i, "an object")
	}
	return a[i], nil
}

func (a arguments) text(i int) (string, error) {
	if a[i].Kind() != value.String {
		return "", a.wrongType(i, "a string")
	}
	return a[i].Str(), nil
}

// integer rounds a number to the nearest integer as Java's Math.round does: half towards positive infinity.
func (a arguments) integer(i int) (int64, error) {
	if a[i].Kind() != value.Number {
		return 0, a.wrongType(i, "a number")
	}
	if n, ok := a[i].Int(); ok {
		return n, nil
	}
	f := math.Floor(a[i].Float())
	if a[i].Float()-f >= 0.5 {
		f++
	}
	if f < -1<<63 || f >= 1<<63 {
		return 0, wrong("Argument %d is out of range: %s", i+1, a[i].Compact())
	}
	return int64(f), nil
}

func (a arguments) wrongType(i int, want string) error {
	return wrong("Argument %d must be %s, but it is %s", i+1, want, kindName(a[i]))
}

func kindName(v value.Value) string {
	switch v.Kind() {
	case value.Null:
		return "null"
	case value.Bool:
		return "a boolean"
	case value.Number:
		return "a number"
	case value.String:
		return "a string"
	case value.Array:
		return "an array"
	}
	return "an object"
}
