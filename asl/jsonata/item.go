package jsonata

import (
	"math"

	"github.com/stepmill/stepmill/asl/value"
)

// itemKind is the type of an item.
type itemKind uint8

const (
	undefinedKind itemKind = iota
	nullKind
	boolKind
	numberKind
	textKind
	arrayKind
	objectKind
	functionKind
	tupleKind // a stream of tuples between the steps of a path
	thunkKind // a call in tail position, on its way to the caller
)

// item is a value at run time: JSON, nothing at all (the zero item) or a function. Items are copied freely.
type item struct {
	kind itemKind
	num  float64 // of a number; 1 for true
	str  string  // of a text (see utf16.go); of a number from a document, its literal
	ref  any     // *list, *record, *callable, *tupleStream or *thunk
}

var nullItem = item{kind: nullKind}

func numberItem(f float64) item     { return item{kind: numberKind, num: f} }
func textItem(s string) item        { return item{kind: textKind, str: s} }
func arrayItem(l *list) item        { return item{kind: arrayKind, ref: l} }
func objectItem(r *record) item     { return item{kind: objectKind, ref: r} }
func functionItem(f *callable) item { return item{kind: functionKind, ref: f} }

func boolItem(b bool) item {
	if b {
		return item{kind: boolKind, num: 1}
	}
	return item{kind: boolKind}
}

func (it item) defined() bool   { return it.kind != undefinedKind }
func (it item) isArray() bool   { return it.kind == arrayKind }
func (it item) record() *record { return it.ref.(*record) }
func (it item) isTrue() bool    { return it.kind == boolKind && it.num != 0 }

// list returns the array. Partially applied functions see arguments that no signature has checked: what is no array has no
// elements.
func (it item) list() *list {
	if l, ok := it.ref.(*list); ok {
		return l
	}
	return &list{}
}

// fn returns the function; what is none fails when it is called.
func (it item) fn() *callable {
	if f, ok := it.ref.(*callable); ok {
		return f
	}
	return notCallable
}

var notCallable = &callable{native: func(*evaluator, []item) (item, error) { return item{}, fail("T1006") }}

// isSequence reports whether the item is a sequence that has not been reduced.
func (it item) isSequence() bool { return it.kind == arrayKind && it.list().flags&sequenceFlag != 0 }

// fromValue wraps a value without looking into it.
func fromValue(v value.Value) item {
	switch v.Kind() {
	case value.Null:
		return nullItem
	case value.Bool:
		return boolItem(v.IsTrue())
	case value.Number:
		return item{kind: numberKind, num: v.Float(), str: v.Num()}
	case value.String:
		return textItem(v.Str())
	case value.Array:
		return arrayItem(&list{doc: v})
	case value.Object:
		return objectItem(&record{doc: v})
	}
	return item{}
}

// fromDocument reports whether it is a container of the input or of a variable.
func (it item) fromDocument() bool {
	switch it.kind {
	case arrayKind:
		return it.list().fromDocument()
	case objectKind:
		return it.record().fromDocument()
	}
	return false
}

// numeric checks that it is a number; infinities are an error.
func numeric(it item) (bool, error) {
	if it.kind != numberKind || math.IsNaN(it.num) {
		return false, nil
	}
	if math.IsInf(it.num, 0) {
		return false, fail("D1001").withValue(it)
	}
	return true, nil
}

// same is identity: equal scalars, or the same container.
func same(a, b item) bool {
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case numberKind, boolKind:
		return a.num == b.num
	case textKind:
		return a.str == b.str
	case arrayKind, objectKind, functionKind:
		return a.ref == b.ref
	}
	return true
}
