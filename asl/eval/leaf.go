package eval

import (
	"errors"
	"strings"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/jsonpath"
	"github.com/stepmill/stepmill/asl/value"
)

// leaf compiles the value of a field that takes a path or an intrinsic function. Nil: it is neither.
func (c *compiler) leaf(text, field string) template {
	if isCall(text) {
		return c.call(text)
	}
	p, err := jsonpath.CompileStates(text)
	if err != nil || !strings.HasPrefix(text, "$") { // jsonpath would read "a.b" as "$.a.b"
		return nil
	}
	c.reads(p.Variables())
	return &pathLeaf{p: p, text: text, field: field}
}

// isPastEnd reports whether a path ended in an index beyond an array that is there: as the value of a field AWS gives null for that, where
// every other path that leads nowhere fails the execution.
func isPastEnd(err error) bool {
	var missing *jsonpath.NotFoundError
	return errors.As(err, &missing) && missing.PastEnd
}

// pathLeaf is a path as the value of a field.
type pathLeaf struct {
	p     *jsonpath.Path
	text  string
	field string // as AWS prints it: "x.$", ErrorPath
}

func (l *pathLeaf) eval(sc *scope) (value.Value, *fault.Fault) {
	v, err := l.p.Eval(sc.roots())
	switch {
	case err == nil:
		return v, nil
	case isPastEnd(err):
		return value.NullValue, nil
	case isNotFound(err):
		return value.Value{}, fault.New(fault.Runtime, "The JSONPath '"+l.text+"' specified for the field '"+l.field+
			"' could not be found in the input '"+sc.root.Compact()+"'")
	}
	return value.Value{}, fault.New(fault.Runtime, err.Error())
}
