package gofunc_test

import (
	"context"
	"fmt"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/gofunc"
)

// OutOfStock is an error with a name of its own, for Retry and Catch to match.
type OutOfStock struct{ Item string }

func (e OutOfStock) Error() string     { return "no " + e.Item + " left" }
func (e OutOfStock) ErrorName() string { return "OutOfStock" }

func ExampleFunc() {
	type order struct{ Item string }
	reserve := gofunc.Func(func(_ context.Context, o order) (string, error) {
		if o.Item == "tea" {
			return "", OutOfStock{o.Item}
		}
		return "reserved " + o.Item, nil
	})

	var mux executor.Mux
	mux.Handle("arn:aws:lambda:us-east-1:000000000000:function:reserve", reserve)

	e, _ := mux.Lookup("arn:aws:lambda:us-east-1:000000000000:function:reserve")
	for _, input := range []string{`{"Item":"coffee"}`, `{"Item":"tea"}`} {
		result, fault := e.Run(context.Background(), executor.Task{Parameters: value.MustParse(input)}, nil)
		if fault != nil {
			fmt.Println(fault.Error, fault.Cause)
			continue
		}
		fmt.Println(result)
	}
	// Output:
	// "reserved coffee"
	// OutOfStock {"errorMessage":"no tea left","errorType":"OutOfStock"}
}
