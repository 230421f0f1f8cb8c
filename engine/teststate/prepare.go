package teststate

import (
	"errors"

	"github.com/stepmill/stepmill/asl/eval"
	"github.com/stepmill/stepmill/asl/value"
)

// prepare reads the texts of the request.
func (t *test) prepare() error {
	var refused *Error
	if t.input, refused = readInput(t.req.Input); refused != nil {
		return refused
	}
	if t.variables, refused = readVariables(t.req.Variables); refused != nil {
		return refused
	}
	supplied, refused := t.readContext(t.req.Context)
	if refused != nil {
		return refused
	}
	if err := t.readMock(); err != nil {
		return err
	}
	t.env = &eval.Env{
		Input: t.input, Context: t.contextObject(supplied), Vars: t.variable,
		Now: t.cfg.Now().UTC(), Random: source(t.cfg.Random), Trace: &t.trace,
	}
	return nil
}

func readInput(text string) (value.Value, *Error) {
	if text == "" {
		return value.ObjectOf(nil), nil
	}
	v, err := value.Parse(text)
	if bad := new(value.SyntaxError); errors.As(err, &bad) {
		return v, &Error{Code: "InvalidExecutionInput", Message: "Invalid State Machine Execution Input: '" + bad.Jackson() + "'"}
	}
	return v, nil
}

func readVariables(text string) ([]value.Member, *Error) {
	if text == "" {
		return nil, nil
	}
	v, err := value.Parse(text)
	if err != nil || v.Kind() != value.Object {
		return nil, invalid("Variables must be a valid JSON object.")
	}
	var vars []value.Member
	for name, x := range v.Members() {
		vars = append(vars, value.Member{Key: name, Value: x})
	}
	return vars, nil
}

// variable looks a variable up, as it was when the state was entered.
func (t *test) variable(name string) (value.Value, bool) {
	for _, m := range t.variables {
		if m.Key == name {
			return m.Value, true
		}
	}
	return value.Value{}, false
}
