package gofunc_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/gofunc"
)

type order struct {
	ID    int      `json:"id"`
	Items []string `json:"items"`
}

type soldOut struct{ item string }

func (e soldOut) Error() string     { return e.item + " is sold out" }
func (e soldOut) ErrorName() string { return "SoldOut" }

func ship(ctx context.Context, o order) (map[string]any, error) {
	switch {
	case o.ID == 1:
		return nil, fmt.Errorf("ship order 1: %w", soldOut{"tea"})
	case o.ID == 2:
		return nil, &fs.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist}
	case o.ID == 3:
		return nil, errors.New(`a "plain" error`)
	case o.ID == 4:
		return map[string]any{"f": func() {}}, nil
	case o.ID == 5:
		return nil, nil
	case o.ID == 6:
		return map[string]any{"item": o.Items[3]}, nil
	}
	return map[string]any{"shipped": len(o.Items)}, nil
}

func TestFunc(t *testing.T) {
	tests := []struct{ name, in, out, errorName, cause string }{
		{"result", `{"id":9,"items":["a","b"]}`, `{"shipped":2}`, "", ""},
		{"nil result", `{"id":5}`, `null`, "", ""},
		{"error with a name, wrapped", `{"id":1}`, "", "SoldOut",
			`{"errorMessage":"ship order 1: tea is sold out","errorType":"SoldOut"}`},
		{"pointer error", `{"id":2}`, "", "PathError",
			`{"errorMessage":"open x: file does not exist","errorType":"PathError"}`},
		{"errors.New", `{"id":3}`, "", "errorString",
			`{"errorMessage":"a \"plain\" error","errorType":"errorString"}`},
		{"no JSON", `{"id":4}`, "", "Runtime.MarshalError",
			`{"errorMessage":"encode the result of a Go function: json: unsupported type: func()","errorType":"Runtime.MarshalError"}`},
		{"panic", `{"id":6,"items":[]}`, "", "boundsError",
			`{"errorMessage":"runtime error: index out of range [3] with length 0","errorType":"boundsError"}`},
		{"wrong input", `{"id":"x"}`, "", "Runtime.UnmarshalError",
			`{"errorMessage":"decode the input of a Go function: json: cannot unmarshal string into Go struct field order.id of type int",` +
				`"errorType":"Runtime.UnmarshalError"}`},
	}
	e := gofunc.Func(ship)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, f := e.Run(context.Background(), executor.Task{Parameters: value.MustParse(tt.in)}, nil)
			if f == nil {
				if out.JSON() != tt.out {
					t.Errorf("result %s, want %s", out, tt.out)
				}
				return
			}
			if f.Error != tt.errorName || f.Cause != tt.cause {
				t.Errorf("fault %s %s\nwant  %s %s", f.Error, f.Cause, tt.errorName, tt.cause)
			}
		})
	}
}

func TestFuncPassesValuesThrough(t *testing.T) {
	e := gofunc.Func(func(_ context.Context, v value.Value) (value.Value, error) { return v.Get("x"), nil })
	out, f := e.Run(context.Background(), executor.Task{Parameters: value.MustParse(`{"x":{"b":1.50,"a":1e2}}`)}, nil)
	if f != nil || out.Compact() != `{"b":1.50,"a":1e2}` {
		t.Errorf("result %s, fault %v", out, f)
	}
	out, f = e.Run(context.Background(), executor.Task{Parameters: value.MustParse(`{}`)}, nil)
	if f != nil || out.Compact() != `null` {
		t.Errorf("undefined gives %s, fault %v; want null", out, f)
	}
}

func TestFuncPending(t *testing.T) {
	e := gofunc.Func(func(ctx context.Context, _ value.Value) (string, error) {
		c, ok := gofunc.CallOf(ctx)
		if !ok || c.Task.Token != "t1" {
			t.Errorf("CallOf = %+v, %v; want the task with token t1", c, ok)
		}
		return "", fmt.Errorf("handed over: %w", gofunc.ErrPending)
	})
	if _, f := e.Run(context.Background(), executor.Task{Token: "t1", Parameters: value.MustParse(`{}`)}, nil); f != executor.ErrPending {
		t.Errorf("fault %v, want executor.ErrPending", f)
	}
	if _, ok := gofunc.CallOf(context.Background()); ok {
		t.Error("CallOf reports a call for a context without one")
	}
}
