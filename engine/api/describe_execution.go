package api

import (
	"context"
	"errors"

	"github.com/stepmill/stepmill/engine"
)

type describeExecutionInput struct {
	ARN      string `json:"executionArn" must:"required,min=1,max=256"`
	Included string `json:"includedData" must:"enum=includedData"`
}

type describeExecutionOutput struct {
	ARN           string    `json:"executionArn"`
	Machine       string    `json:"stateMachineArn"`
	Name          string    `json:"name"`
	Status        string    `json:"status"`
	Started       timestamp `json:"startDate"`
	Stopped       timestamp `json:"stopDate,omitzero"`
	Input         *string   `json:"input,omitempty"`
	InputDetails  *included `json:"inputDetails,omitempty"`
	Output        *string   `json:"output,omitempty"`
	OutputDetails *included `json:"outputDetails,omitempty"`
	Trace         string    `json:"traceHeader,omitempty"`
	MapRun        string    `json:"mapRunArn,omitempty"`
	Error         string    `json:"error,omitempty"`
	Cause         string    `json:"cause,omitempty"`
	Version       string    `json:"stateMachineVersionArn,omitempty"`
	Alias         string    `json:"stateMachineAliasArn,omitempty"`
	RedriveCount  int64     `json:"redriveCount"`
	Redrive       string    `json:"redriveStatus,omitempty"`
	RedriveReason string    `json:"redriveStatusReason,omitempty"`
}

// included says whether a payload is in the answer.
type included struct {
	Included bool `json:"included"`
}

func (s *Server) describeExecution(ctx context.Context, in *describeExecutionInput) (*describeExecutionOutput, error) {
	h, err := s.execution(ctx, in.ARN)
	if err != nil {
		return nil, err
	}
	status, reason := h.RedriveStatus(s.cfg.Now())
	out := &describeExecutionOutput{
		ARN: h.ARN, Machine: h.StateMachine, Name: h.Name, Status: string(h.Status), Started: timestamp{h.StartDate}, Stopped: timestamp{h.StopDate},
		Trace: h.TraceHeader, MapRun: h.MapRun, Error: h.Error, Cause: h.Cause, Version: h.MachineVersion, Alias: h.MachineAlias,
		RedriveCount: h.RedriveCount, Redrive: status, RedriveReason: reason,
	}
	if in.Included == "METADATA_ONLY" {
		out.InputDetails = &included{false}
		if h.Output != "" {
			out.OutputDetails = &included{false}
		}
		return out, nil
	}
	input, err := s.engine.Input(ctx, h)
	if err != nil {
		return nil, err
	}
	out.Input, out.InputDetails = &input, &included{true}
	if h.Output != "" {
		out.Output, out.OutputDetails = &h.Output, &included{true}
	}
	return out, nil
}

// execution returns the head of a Standard execution.
func (s *Server) execution(ctx context.Context, arn string) (engine.Head, error) {
	if err := parseExecutionARN(arn); err != nil {
		return engine.Head{}, err
	}
	h, err := s.engine.Describe(ctx, arn)
	if errors.Is(err, engine.ErrNoExecution) {
		err = noExecution(arn)
	}
	return h, err
}
