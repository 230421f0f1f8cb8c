package jsonata

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// Kind tells errors apart that a host treats differently.
type Kind uint8

// The kinds of error.
const (
	KindExpression        Kind = iota // an error of the language; Code is the reference's
	KindUnsupported                   // Compile, StepFunctions dialect: a context item is read at the top level
	KindUnsupportedResult             // Eval: the result is or holds a function
	KindTimeout                       // Eval: Budget.Steps is used up
	KindMemory                        // Eval: Budget.Bytes is used up
	KindStack                         // Eval: Budget.Depth is exceeded
)

// Codes of errors that the reference does not have.
const (
	CodeUnsupportedReference = "UNSUPPORTED_JSONATA_EXPRESSION"
	CodeUnsupportedResult    = "UNSUPPORTED_RESULT"
	CodeMemory               = "MEMORY_LIMIT"
)

// Error is a failure to compile or to evaluate, with the fields of the reference's error object.
type Error struct {
	Code    string // of the reference: S0101, T2001, D3030, …
	Message string // the reference's text, with the values filled in
	Kind    Kind

	Position     int         // offset behind the offending token, in UTF-16 code units of the expression; 0 if unknown
	Token        string      // offending token or name of the function
	Value        value.Value // offending value
	Value2       value.Value // the other value of a comparison
	Index        int         // number of the argument, from 1
	Type         string      // plural of the type expected in an array
	Exponent     value.Value // of D3061
	FunctionName string      // of D3140
	Cause        *Error      // of D3120 and D3121: the error of the expression given to $eval

	hasToken   bool   // Token is set, even if empty
	tokenJSON  string // Token as JSON where it is not a string
	valueJSON  string // Value as JSON where it has no value.Value (functions, infinities)
	value2JSON string
	hasIndex   bool
	final      bool // Message has been filled in
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Exhausted reports whether a limit of the Budget ended the evaluation.
func (e *Error) Exhausted() bool {
	return e.Kind == KindTimeout || e.Kind == KindMemory || e.Kind == KindStack
}

func newBudgetError(k Kind) *Error {
	switch k {
	case KindTimeout:
		return &Error{Code: "D1012", Kind: k, Message: "Expression evaluation timeout", final: true}
	case KindMemory:
		return &Error{Code: CodeMemory, Kind: k, Message: "Expression evaluation memory limit exceeded", final: true}
	}
	return &Error{Code: "D1011", Kind: k}
}

// fail makes an error that carries only its code.
func fail(code string) *Error { return &Error{Code: code} }

// failAt makes an error with a position and a string token.
func failAt(code string, pos int, token string) *Error {
	return &Error{Code: code, Position: pos, Token: token, hasToken: true}
}

// withValue sets the value, whatever it is.
func (e *Error) withValue(it item) *Error {
	e.Value, e.valueJSON = describe(it)
	return e
}

func (e *Error) withValue2(it item) *Error {
	e.Value2, e.value2JSON = describe(it)
	return e
}

func (e *Error) withIndex(i int) *Error {
	e.Index, e.hasIndex = i, true
	return e
}

func (e *Error) withToken(t string) *Error {
	e.Token, e.hasToken = t, true
	return e
}

// populate fills the message from the code's template, once.
func populate(e *Error) *Error {
	if e.final {
		return e
	}
	e.final = true
	if t, ok := messages[e.Code]; ok {
		e.Message = e.expand(t)
	}
	return e
}

// expand replaces {{field}} by the JSON of a field and {{{field}}} by its text.
func (e *Error) expand(template string) string {
	var b strings.Builder
	for {
		i := strings.Index(template, "{{")
		if i < 0 {
			return b.String() + template
		}
		b.WriteString(template[:i])
		raw := strings.HasPrefix(template[i:], "{{{")
		open, shut := 2, "}}"
		if raw {
			open, shut = 3, "}}}"
		}
		end := strings.Index(template[i:], shut)
		b.WriteString(e.field(template[i+open:i+end], raw))
		template = template[i+end+len(shut):]
	}
}

func (e *Error) field(name string, raw bool) string {
	quoted := func(set bool, s string) string {
		switch {
		case !set:
			return "undefined"
		case raw:
			return s
		}
		return quoteJSON(s)
	}
	switch name {
	case "token":
		if e.tokenJSON != "" {
			return e.tokenJSON
		}
		return quoted(e.hasToken, e.Token)
	case "value":
		return e.valueJSON
	case "value2":
		return e.value2JSON
	case "exp":
		if !e.Exponent.IsDefined() {
			return "undefined"
		}
		return e.Exponent.Compact()
	case "index":
		if !e.hasIndex {
			return "undefined"
		}
		return formatNumber(float64(e.Index))
	case "type":
		return quoted(e.Type != "", e.Type)
	case "message":
		return e.Message
	case "functionName":
		return e.FunctionName
	}
	return "undefined"
}
