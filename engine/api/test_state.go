package api

import (
	"context"
	"errors"

	"github.com/stepmill/stepmill/engine/teststate"
)

// testState tests one state; the executors of Config.TestState run its task.
func (s *Server) testState(ctx context.Context, in *teststate.Request) (*teststate.Result, error) {
	r, err := teststate.Run(ctx, s.cfg.TestState, *in)
	if refused := new(teststate.Error); errors.As(err, &refused) {
		return nil, errorf(refused.Code, "%s", refused.Message)
	}
	return r, err
}
