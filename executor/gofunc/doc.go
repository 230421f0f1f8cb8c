// Package gofunc turns a Go function into an executor.Executor.
//
//	mux.Handle("arn:aws:lambda:us-east-1:000000000000:function:clean", gofunc.Func(func(ctx context.Context, in Order) (Receipt, error) {
//		…
//	}))
//
// It may import executor and its leaves. Start with func.go; context.go is what a function may ask about its task.
package gofunc
