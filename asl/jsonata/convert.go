package jsonata

import (
	"errors"
	"math"
	"unicode/utf16"

	"github.com/stepmill/stepmill/asl/value"
)

// asError returns err as the *Error that every error of an evaluation is.
func asError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Message: err.Error(), final: true}
}

// toResult makes a value of an item. What came from a document is handed on as it is.
func (ev *evaluator) toResult(it item) (value.Value, error) { return ev.toValue(it, 0) }

func (ev *evaluator) toValue(it item, depth int) (value.Value, error) {
	if err := ev.spend(1); err != nil {
		return value.Value{}, err
	}
	if depth > maxDataDepth {
		return value.Value{}, newBudgetError(KindStack)
	}
	switch it.kind {
	case nullKind:
		return value.NullValue, nil
	case boolKind:
		return value.Boolean(it.num != 0), nil
	case numberKind:
		return ev.numberValue(it), nil
	case textKind:
		return value.Text(validText(it.str)), nil
	case arrayKind:
		return ev.listValue(it.list(), depth)
	case objectKind:
		return ev.recordValue(it.record(), depth)
	case tupleKind:
		vals := newList(nil)
		for _, t := range it.tuples() {
			vals.push(t.value)
		}
		return ev.listValue(vals, depth)
	case functionKind:
		return value.Value{}, &Error{
			Code: CodeUnsupportedResult, Kind: KindUnsupportedResult, final: true,
			Message: "The expression returned a function, which is not a JSON value.",
		}
	}
	return value.Value{}, nil
}

// numberValue gives infinities as AWS does in its dialect, and as null, as JSON.stringify does, in the reference's.
func (ev *evaluator) numberValue(it item) value.Value {
	f := it.num
	switch {
	case it.str != "":
		return value.NumberText(it.str)
	case math.IsNaN(f) || math.IsInf(f, 0):
		if ev.dialect == StepFunctions {
			return value.Text(formatNumber(f))
		}
		return value.NullValue
	case f == math.Trunc(f) && math.Abs(f) < 1<<53:
		return value.Int(int64(f))
	}
	return value.NumberText(formatNumber(f))
}

func (ev *evaluator) listValue(l *list, depth int) (value.Value, error) {
	if l.fromDocument() {
		return l.doc, nil
	}
	if err := ev.allocate(l.len() * itemSize); err != nil {
		return value.Value{}, err
	}
	out := make([]value.Value, l.len())
	for i := range out {
		v, err := ev.toValue(l.at(i), depth+1)
		if err != nil {
			return value.Value{}, err
		}
		if !v.IsDefined() {
			v = value.NullValue
		}
		out[i] = v
	}
	return value.ArrayOf(out), nil
}

func (ev *evaluator) recordValue(r *record, depth int) (value.Value, error) {
	if r.fromDocument() {
		return r.doc, nil
	}
	out := make([]value.Member, 0, r.len())
	for k, it := range r.members() {
		v, err := ev.toValue(it, depth+1)
		if err != nil {
			return value.Value{}, err
		}
		if v.IsDefined() {
			out = append(out, value.Member{Key: validText(k), Value: v})
		}
	}
	return value.ObjectOf(out), nil
}

// validText replaces lone surrogates, which JSON text in UTF-8 cannot hold.
func validText(s string) string {
	for i := range len(s) {
		if s[i] != 0xED {
			continue
		}
		if _, ok := loneSurrogate(s[i:]); ok {
			var b []byte
			for len(s) > 0 {
				r, n := decodeRune(s)
				if utf16.IsSurrogate(r) {
					r = '\uFFFD'
				}
				b = appendRune(b, r)
				s = s[n:]
			}
			return string(b)
		}
	}
	return s
}

// maxDescribed bounds the JSON of a value in a message, in bytes.
const maxDescribed = 1 << 20

// describe gives an item for an error: as a value, if it is one, and as the JSON that messages show.
func describe(it item) (value.Value, string) {
	if !it.defined() || it.kind == functionKind {
		return value.Value{}, "undefined"
	}
	w := jsonWriter{limit: maxDescribed}
	if w.write(unwrapInput(it), 0) != nil || len(w.buf) > maxDescribed {
		return value.Value{}, string(w.buf[:min(len(w.buf), maxDescribed)])
	}
	v, err := value.Parse(string(w.buf))
	if err != nil {
		v = value.Value{}
	}
	return v, string(w.buf)
}
