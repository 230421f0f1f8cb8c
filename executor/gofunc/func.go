package gofunc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// Func returns an Executor that calls f. The task's parameters are decoded from JSON into In, and what f returns is encoded
// as JSON; value.Value as either type passes JSON through as it is.
//
// An error becomes a fault that Retry and Catch can match. Its name is that of the first error in the chain with a method
// ErrorName() string, else the type's name (errorString, PathError); its cause is the JSON that Lambda gives,
// {"errorMessage":…,"errorType":…}. A panic is such an error too. An error that wraps ErrPending leaves the task to be completed
// by its token.
func Func[In, Out any](f func(context.Context, In) (Out, error)) executor.Executor {
	return function[In, Out]{f}
}

// ErrPending is returned by a function whose task will be completed later by its token.
var ErrPending = errors.New("the task will be completed by its token")

type function[In, Out any] struct {
	f func(context.Context, In) (Out, error)
}

func (x function[In, Out]) Run(ctx context.Context, t executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
	in, err := decode[In](t.Parameters)
	if err != nil {
		return value.Value{}, failure("Runtime.UnmarshalError", err.Error())
	}
	out, err := x.call(context.WithValue(ctx, callKey{}, Call{t, r}), in)
	if errors.Is(err, ErrPending) {
		return value.Value{}, executor.ErrPending
	}
	if err != nil {
		return value.Value{}, failure(errorName(err), err.Error())
	}
	v, err := encode(out)
	if err != nil {
		return value.Value{}, failure("Runtime.MarshalError", err.Error())
	}
	return v, nil
}

// call turns a panic of the function into an error, so that one task cannot end the process.
func (x function[In, Out]) call(ctx context.Context, in In) (out Out, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &panicError{p}
		}
	}()
	return x.f(ctx, in)
}

// panicError is a recovered panic; its name is that of the panic value's type, as aws-lambda-go reports it.
type panicError struct{ value any }

func (e *panicError) Error() string     { return fmt.Sprint(e.value) }
func (e *panicError) ErrorName() string { return typeName(e.value) }

func decode[In any](v value.Value) (in In, err error) {
	if p, ok := any(&in).(*value.Value); ok {
		*p = v
		return in, nil
	}
	if err := json.Unmarshal([]byte(v.JSON()), &in); err != nil {
		return in, fmt.Errorf("decode the input of a Go function: %w", err)
	}
	return in, nil
}

func encode(out any) (value.Value, error) {
	if v, ok := out.(value.Value); ok {
		if !v.IsDefined() {
			return value.NullValue, nil
		}
		return v, nil
	}
	text, err := json.Marshal(out)
	if err != nil {
		return value.Value{}, fmt.Errorf("encode the result of a Go function: %w", err)
	}
	return value.Parse(string(text))
}

func errorName(err error) string {
	var named interface{ ErrorName() string }
	if errors.As(err, &named) {
		return named.ErrorName()
	}
	return typeName(err)
}

func typeName(x any) string {
	t := reflect.TypeOf(x)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Name() == "" {
		return t.String()
	}
	return t.Name()
}

func failure(name, message string) *fault.Fault {
	cause := value.ObjectOf([]value.Member{
		{Key: "errorMessage", Value: value.Text(message)},
		{Key: "errorType", Value: value.Text(name)},
	})
	return fault.New(name, cause.Compact())
}
