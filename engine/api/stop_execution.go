package api

import "context"

type stopExecutionInput struct {
	ARN   string `json:"executionArn" must:"required,min=1,max=256"`
	Error string `json:"error" must:"max=256"`
	Cause string `json:"cause" must:"max=32768"`
}

type stopExecutionOutput struct {
	Stopped timestamp `json:"stopDate"`
}

// stopExecution stops an execution. One that has closed stays as it is, and its stop date is the answer.
func (s *Server) stopExecution(ctx context.Context, in *stopExecutionInput) (*stopExecutionOutput, error) {
	h, err := s.execution(ctx, in.ARN)
	if err != nil {
		return nil, err
	}
	if err := s.engine.Stop(ctx, h.ARN, in.Error, in.Cause); err != nil {
		return nil, err
	}
	if h, err = s.engine.Describe(ctx, h.ARN); err != nil {
		return nil, err
	}
	return &stopExecutionOutput{timestamp{h.StopDate}}, nil
}
