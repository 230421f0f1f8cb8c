package value

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"unicode/utf8"
)

// Kind is the JSON type of a Value.
type Kind uint8

// The kinds. Undefined is the kind of the zero Value: no value at all, which is not null.
const (
	Undefined Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// Value is one immutable JSON value. The zero Value is undefined. Values are safe for concurrent use and cheap to copy.
type Value struct {
	kind Kind
	text string // string: decoded text; number: its literal; bool: true or false
	arr  []Value
	obj  []Member
}

// Member is one key and value of an object, in document order.
type Member struct {
	Key   string
	Value Value
}

// The constants of JSON.
var (
	NullValue = Value{kind: Null}
	True      = Value{kind: Bool, text: "true"}
	False     = Value{kind: Bool, text: "false"}
)

// SyntaxError says where a text stopped being JSON.
type SyntaxError struct {
	Offset int // bytes before the offending one
	Msg    string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("invalid JSON at offset %d: %s", e.Offset, e.Msg)
}

// Parse validates text and returns its value. Errors are *SyntaxError.
func Parse(text string) (Value, error) {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	v, err := parse(d)
	if err != nil {
		return Value{}, &SyntaxError{Offset: int(d.InputOffset()), Msg: err.Error()}
	}
	if _, err := d.Token(); err != io.EOF {
		return Value{}, &SyntaxError{Offset: int(d.InputOffset()), Msg: "trailing text"}
	}
	return v, nil
}

// MustParse is Parse for literals in code and tests; it panics on an error.
func MustParse(text string) Value {
	v, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return v
}

func parse(d *json.Decoder) (Value, error) {
	t, err := d.Token()
	if err != nil {
		return Value{}, err
	}
	switch t := t.(type) {
	case nil:
		return NullValue, nil
	case bool:
		return Boolean(t), nil
	case string:
		return Text(t), nil
	case json.Number:
		return Value{kind: Number, text: string(t)}, nil
	case json.Delim:
		if t == '[' {
			var a []Value
			for d.More() {
				e, err := parse(d)
				if err != nil {
					return Value{}, err
				}
				a = append(a, e)
			}
			_, err := d.Token()
			return ArrayOf(a), err
		}
		var b ObjectBuilder
		for d.More() {
			k, err := d.Token()
			if err != nil {
				return Value{}, err
			}
			e, err := parse(d)
			if err != nil {
				return Value{}, err
			}
			b.Set(k.(string), e)
		}
		_, err := d.Token()
		return b.Value(), err
	}
	return Value{}, fmt.Errorf("unexpected token %v", t)
}

// Boolean returns True or False.
func Boolean(b bool) Value {
	if b {
		return True
	}
	return False
}

// Text returns a string value.
func Text(s string) Value { return Value{kind: String, text: s} }

// Int returns an integer.
func Int(i int64) Value { return Value{kind: Number, text: strconv.FormatInt(i, 10)} }

// Float returns a number in the shortest form that ECMAScript's Number::toString gives (1e+21, 0.1, 5). It panics on NaN and
// the infinities, which JSON does not have: the languages decide what becomes of them first.
func Float(f float64) Value {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		panic("value: " + strconv.FormatFloat(f, 'g', -1, 64) + " is not a JSON number")
	}
	b, _ := json.Marshal(f)
	return Value{kind: Number, text: string(b)}
}

// NumberText returns a number with the given literal kept as it is. It panics if text is not a JSON number.
func NumberText(text string) Value { return Value{kind: Number, text: text} }

// ArrayOf returns an array that takes over elems; the caller must not change it afterwards.
func ArrayOf(elems []Value) Value { return Value{kind: Array, arr: elems} }

// ObjectOf returns an object that takes over members, whose keys must be distinct.
func ObjectOf(members []Member) Value { return Value{kind: Object, obj: members} }

// ObjectBuilder builds an object key by key; setting a key again replaces its value in place. The zero builder is ready.
type ObjectBuilder struct{ members []Member }

// Set adds key or replaces its value.
func (b *ObjectBuilder) Set(key string, v Value) {
	for i := range b.members {
		if b.members[i].Key == key {
			b.members[i].Value = v
			return
		}
	}
	b.members = append(b.members, Member{key, v})
}

// Value returns the object built so far; the builder must not be used afterwards.
func (b *ObjectBuilder) Value() Value { return ObjectOf(b.members) }

// Kind returns v's kind.
func (v Value) Kind() Kind { return v.kind }

// IsDefined reports whether v is a value at all.
func (v Value) IsDefined() bool { return v.kind != Undefined }

// IsTrue reports whether v is the boolean true.
func (v Value) IsTrue() bool { return v.kind == Bool && v.text == "true" }

// Str returns the decoded text of a string, and "" for every other kind.
func (v Value) Str() string {
	if v.kind == String {
		return v.text
	}
	return ""
}

// Num returns the literal of a number, as it was written.
func (v Value) Num() string {
	if v.kind == Number {
		return v.text
	}
	return ""
}

// Float returns a number as float64 (±Inf where it is too large); 0 for other kinds.
func (v Value) Float() float64 {
	if v.kind != Number {
		return 0
	}
	f, _ := strconv.ParseFloat(v.text, 64)
	return f
}

// Int returns a number that is an exact int64, written in any way (1, 1.0, 1e2).
func (v Value) Int() (int64, bool) {
	if v.kind != Number {
		return 0, false
	}
	if i, err := strconv.ParseInt(v.text, 10, 64); err == nil {
		return i, true
	}
	f := v.Float()
	if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return int64(f), true
	}
	return 0, false
}

// Len returns the number of elements or members of a container, else 0.
func (v Value) Len() int { return len(v.arr) + len(v.obj) }

// Index returns element i of an array; undefined if there is none.
func (v Value) Index(i int) Value {
	if i < 0 || i >= len(v.arr) {
		return Value{}
	}
	return v.arr[i]
}

// Get returns the member of an object; undefined if there is none.
func (v Value) Get(key string) Value {
	for i := range v.obj {
		if v.obj[i].Key == key {
			return v.obj[i].Value
		}
	}
	return Value{}
}

// Elems iterates over the elements of an array.
func (v Value) Elems() iter.Seq2[int, Value] {
	return func(yield func(int, Value) bool) {
		for i, e := range v.arr {
			if !yield(i, e) {
				return
			}
		}
	}
}

// Members iterates over the members of an object in document order.
func (v Value) Members() iter.Seq2[string, Value] {
	return func(yield func(string, Value) bool) {
		for _, m := range v.obj {
			if !yield(m.Key, m.Value) {
				return
			}
		}
	}
}

// With returns an object like v in which key has the value x, added at the end where it is new.
func (v Value) With(key string, x Value) Value {
	members := append([]Member(nil), v.obj...)
	for i := range members {
		if members[i].Key == key {
			members[i].Value = x
			return ObjectOf(members)
		}
	}
	return ObjectOf(append(members, Member{key, x}))
}

// WithIndex returns an array like v in which element i, which must exist, is x.
func (v Value) WithIndex(i int, x Value) Value {
	arr := append([]Value(nil), v.arr...)
	arr[i] = x
	return ArrayOf(arr)
}

// AppendJSON appends v as JSON: what was parsed and not changed is copied byte for byte, white space included.
func (v Value) AppendJSON(dst []byte) []byte { return v.AppendCompact(dst) }

// AppendCompact appends v without white space between tokens; numbers keep their text, strings their characters.
func (v Value) AppendCompact(dst []byte) []byte {
	switch v.kind {
	case Null:
		return append(dst, "null"...)
	case Bool, Number:
		return append(dst, v.text...)
	case String:
		return AppendQuoted(dst, v.text)
	case Array:
		dst = append(dst, '[')
		for i, e := range v.arr {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = e.AppendCompact(dst)
		}
		return append(dst, ']')
	case Object:
		dst = append(dst, '{')
		for i, m := range v.obj {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = AppendQuoted(dst, m.Key)
			dst = append(dst, ':')
			dst = m.Value.AppendCompact(dst)
		}
		return append(dst, '}')
	}
	panic("value: undefined has no JSON")
}

// AppendQuoted appends s as a JSON string, escaping only what JSON demands (quote, backslash, control characters).
func AppendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c == '\n':
			dst = append(dst, '\\', 'n')
		case c == '\r':
			dst = append(dst, '\\', 'r')
		case c == '\t':
			dst = append(dst, '\\', 't')
		case c < 0x20:
			dst = append(dst, fmt.Sprintf(`\u%04x`, c)...)
		case c < utf8.RuneSelf:
			dst = append(dst, c)
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			dst = utf8.AppendRune(dst, r)
			i += n
			continue
		}
		i++
	}
	return append(dst, '"')
}

// JSON returns AppendJSON's text; undefined gives "".
func (v Value) JSON() string {
	if v.kind == Undefined {
		return ""
	}
	return string(v.AppendJSON(nil))
}

// Compact returns AppendCompact's text; undefined gives "".
func (v Value) Compact() string {
	if v.kind == Undefined {
		return ""
	}
	return string(v.AppendCompact(nil))
}

// Size returns the number of bytes of v's JSON text, the measure of AWS's payload limits.
func (v Value) Size() int { return len(v.JSON()) }

// String returns v's JSON for messages and tests.
func (v Value) String() string { return v.JSON() }

// Equal reports deep equality: numbers by value, objects without regard to key order.
func Equal(a, b Value) bool {
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case Number:
		return a.text == b.text || a.Float() == b.Float()
	case String, Bool:
		return a.text == b.text
	case Array:
		if len(a.arr) != len(b.arr) {
			return false
		}
		for i := range a.arr {
			if !Equal(a.arr[i], b.arr[i]) {
				return false
			}
		}
	case Object:
		if len(a.obj) != len(b.obj) {
			return false
		}
		for _, m := range a.obj {
			x := b.Get(m.Key)
			if !x.IsDefined() || !Equal(m.Value, x) {
				return false
			}
		}
	}
	return true
}
