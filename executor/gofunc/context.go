package gofunc

import (
	"context"

	"github.com/stepmill/stepmill/executor"
)

// Call is the task a function works on: its token makes an effect idempotent, Attempt and Again say why it runs once more,
// and Reporter takes heartbeats and log lines.
type Call struct {
	Task     executor.Task
	Reporter executor.Reporter
}

type callKey struct{}

// CallOf returns the call that ctx, or the context it was derived from, was made for. It reports false for other contexts,
// such as that of a unit test which calls the function itself.
func CallOf(ctx context.Context) (Call, bool) {
	c, ok := ctx.Value(callKey{}).(Call)
	return c, ok
}
