package api

import (
	"context"
	"errors"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/interp"
)

type sendTaskSuccessInput struct {
	Token  string `json:"taskToken" must:"required,min=1,max=2048"`
	Output string `json:"output" must:"required,max=262144"`
}

type sendTaskFailureInput struct {
	Token string  `json:"taskToken" must:"required,min=1,max=2048"`
	Error *string `json:"error" must:"max=256"`
	Cause *string `json:"cause" must:"max=32768"`
}

type sendTaskHeartbeatInput struct {
	Token string `json:"taskToken" must:"required,min=1,max=2048"`
}

func (s *Server) sendTaskSuccess(ctx context.Context, in *sendTaskSuccessInput) (nothing, error) {
	if _, _, ok := interp.ParseToken(in.Token); !ok {
		return nothing{}, invalidToken() // AWS looks at the token first
	}
	output, err := value.Parse(in.Output)
	if bad := new(value.SyntaxError); errors.As(err, &bad) {
		return nothing{}, errorf("InvalidOutput", "Invalid Output: '%s'", bad.Jackson())
	}
	return nothing{}, taskError(s.engine.TaskSucceeded(ctx, in.Token, output))
}

func (s *Server) sendTaskFailure(ctx context.Context, in *sendTaskFailureInput) (nothing, error) {
	f := &fault.Fault{Plain: true, NoError: in.Error == nil, NoCause: in.Cause == nil}
	if in.Error != nil {
		f.Error = *in.Error
	}
	if in.Cause != nil {
		f.Cause = *in.Cause
	}
	return nothing{}, taskError(s.engine.TaskFailed(ctx, in.Token, f))
}

func (s *Server) sendTaskHeartbeat(ctx context.Context, in *sendTaskHeartbeatInput) (nothing, error) {
	return nothing{}, taskError(s.engine.TaskHeartbeat(ctx, in.Token))
}

// taskError turns what the engine says of a token into an answer.
func taskError(err error) error {
	switch {
	case errors.Is(err, engine.ErrInvalidToken):
		return invalidToken()
	case errors.Is(err, engine.ErrNoTask):
		return errorf("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
	}
	return err
}
