package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// decode reads a request into its shape, a struct. The json tag of a field is its name; the must tag lists its constraints (constraint.go):
//
//	Name string `json:"name" must:"required,min=1,max=80"`
//
// All broken constraints are told in one ValidationException, in the order of the fields, as AWS does. Members that the shape does not have
// are ignored.
func decode[In any](body value.Value) (*In, error) {
	in := new(In)
	v := validator{}
	if err := v.structure(reflect.TypeFor[In](), body, ""); err != nil {
		return nil, err
	}
	if err := v.result(); err != nil {
		return nil, err
	}
	err := json.Unmarshal(body.AppendJSON(nil), in)
	if wrong := new(json.UnmarshalTypeError); errors.As(err, &wrong) { // the kind is right: it is a number that is not whole, or too large
		given := strings.TrimPrefix(wrong.Value, "number ")
		return nil, errorf("SerializationException", "The member %s must be a whole number, and %s was given.", wrong.Field, given)
	}
	if err != nil {
		return nil, errorf("SerializationException", "The request does not have the shape of this operation: %v", err)
	}
	return in, nil
}

// validator walks over a request and its shape side by side and collects the constraints that are broken.
type validator struct{ broken []string }

func (v *validator) result() error {
	switch n := len(v.broken); n {
	case 0:
		return nil
	case 1:
		return invalid("1 validation error detected: %s", v.broken[0])
	default:
		return invalid("%d validation errors detected: %s", n, strings.Join(v.broken, "; "))
	}
}

func (v *validator) structure(t reflect.Type, val value.Value, path string) error {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous { // its members are this structure's, as in encoding/json
			if err := v.structure(f.Type, val, path); err != nil {
				return err
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := name
		if path != "" {
			at = path + "." + name
		}
		if err := v.member(f.Type, f.Tag.Get("must"), val.Get(name), at); err != nil {
			return err
		}
	}
	return nil
}

// member checks one member of a structure or list. The error is of a value of the wrong kind.
func (v *validator) member(t reflect.Type, tag string, val value.Value, path string) error {
	if !val.IsDefined() || val.Kind() == value.Null {
		if hasWord(tag, "required") {
			v.broken = append(v.broken, fmt.Sprintf("Value null at '%s' failed to satisfy constraint: Member must not be null", path))
		}
		return nil
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if want := kindOf(t); val.Kind() != want {
		return errorf("SerializationException", "The member %s must be of type %s, and a value of type %s was given.", path, want, val.Kind())
	}
	v.constrain(tag, t, val, path)
	switch t.Kind() {
	case reflect.Struct:
		return v.structure(t, val, path)
	case reflect.Slice:
		for i, e := range val.Elems() {
			if err := v.member(t.Elem(), "required", e, fmt.Sprintf("%s.%d.member", path, i+1)); err != nil {
				return err
			}
		}
	}
	return nil
}

func kindOf(t reflect.Type) value.Kind {
	switch t.Kind() {
	case reflect.String:
		return value.String
	case reflect.Bool:
		return value.Bool
	case reflect.Slice:
		return value.Array
	case reflect.Struct:
		return value.Object
	default:
		return value.Number
	}
}

func hasWord(tag, word string) bool {
	for w := range strings.SplitSeq(tag, ",") {
		if w == word {
			return true
		}
	}
	return false
}

// display writes a value as AWS's messages do, which is Java's toString: a structure as its type's name with its members in parentheses.
func display(t reflect.Type, val value.Value) string {
	switch val.Kind() {
	case value.String:
		return val.Str()
	case value.Array:
		var parts []string
		for _, e := range val.Elems() {
			parts = append(parts, display(t.Elem(), e))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case value.Object:
		var parts []string
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			if m := val.Get(name); m.IsDefined() {
				parts = append(parts, name+"="+display(t.Field(i).Type, m))
			}
		}
		return strings.ToUpper(t.Name()[:1]) + t.Name()[1:] + "(" + strings.Join(parts, ", ") + ")"
	}
	return val.JSON()
}
