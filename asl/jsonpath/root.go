package jsonpath

import (
	"unicode"

	"github.com/stepmill/stepmill/asl/value"
)

// root is where a path starts.
type root struct {
	kind     rootKind
	variable string
}

type rootKind uint8

const (
	rootDocument rootKind = iota // $
	rootItem                     // @: in a filter, the item that it tests
	rootContext                  // $$
	rootVariable                 // $name
)

// mark is the root as Jayway prints it. Jayway knows neither $$ nor variables: it evaluates the rest of the path on another
// document, whose root is $.
func (r root) mark() string {
	if r.kind == rootItem {
		return "@"
	}
	return "$"
}

// Roots is what the roots of a path stand for.
type Roots struct {
	// Input is $, and @ outside of a filter.
	Input value.Value
	// Context returns $$. It is called only by paths that read it; nil means that there is no context object.
	Context func() value.Value
	// Variable returns the value of $name; nil means that there are no variables.
	Variable func(name string) (value.Value, bool)
	// AbsentIsEmpty makes an indefinite path over absent data give [] as Step Functions does ($.missing[*]), where Jayway
	// by itself reports that the data is missing.
	AbsentIsEmpty bool
}

// document resolves a root of a path, whose own document is given: within $x.items[?(…)], $ is the value of x.
func (r root) document(roots *Roots, document, item value.Value) (value.Value, error) {
	switch r.kind {
	case rootItem:
		return item, nil
	case rootContext:
		if roots.Context != nil {
			return roots.Context(), nil
		}
		return value.Value{}, notFound("No results for path: $$")
	case rootVariable:
		if roots.Variable != nil {
			if v, ok := roots.Variable(r.variable); ok {
				return v, nil
			}
		}
		return value.Value{}, &NotFoundError{Msg: "The variable '$" + r.variable + "' is not assigned", Variable: r.variable}
	}
	return document, nil
}

func isNameStart(r rune) bool {
	return unicode.IsLetter(r) || unicode.Is(unicode.Other_ID_Start, r) || unicode.Is(unicode.Nl, r)
}

func isNamePart(r rune) bool {
	return isNameStart(r) || unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Other_ID_Continue)
}
