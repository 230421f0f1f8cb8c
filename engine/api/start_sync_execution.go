package api

import (
	"context"
	"time"
)

type startSyncExecutionInput struct {
	startExecutionInput
	Included string `json:"includedData" must:"enum=includedData"`
}

type startSyncExecutionOutput struct {
	ARN           string         `json:"executionArn"`
	Machine       string         `json:"stateMachineArn"`
	Name          string         `json:"name"`
	Started       timestamp      `json:"startDate"`
	Stopped       timestamp      `json:"stopDate"`
	Status        string         `json:"status"`
	Error         string         `json:"error,omitempty"`
	Cause         string         `json:"cause,omitempty"`
	Input         *string        `json:"input,omitempty"`
	InputDetails  included       `json:"inputDetails"`
	Output        *string        `json:"output,omitempty"`
	OutputDetails *included      `json:"outputDetails,omitempty"`
	Trace         string         `json:"traceHeader,omitempty"`
	Billing       billingDetails `json:"billingDetails"`
}

// billingDetails is what AWS would bill: started tenths of a second, and memory in steps of 64 MB, of which one is always shown.
// Source: AWS Step Functions API Reference, BillingDetails; pricing of Express Workflows.
type billingDetails struct {
	Memory   int64 `json:"billedMemoryUsedInMB"`
	Duration int64 `json:"billedDurationInMilliseconds"`
}

const (
	billedMemory = 64 // MB
	billedStep   = 100 * time.Millisecond
)

// startSyncExecution runs an Express execution and answers when it has closed. How it closed is in the answer, which is never an error.
func (s *Server) startSyncExecution(ctx context.Context, in *startSyncExecutionInput) (*startSyncExecutionOutput, error) {
	req, err := s.startRequest(&in.startExecutionInput)
	if err != nil {
		return nil, err
	}
	if !req.Express {
		return nil, wrongType()
	}
	req.Sync = true
	h, err := s.engine.Start(ctx, *req)
	if err != nil {
		return nil, startError(err)
	}
	if h, err = s.engine.Wait(ctx, h.ARN); err != nil {
		return nil, err
	}
	out := &startSyncExecutionOutput{
		ARN: h.ARN, Machine: h.StateMachine, Name: h.Name, Started: timestamp{h.StartDate}, Stopped: timestamp{h.StopDate}, Status: string(h.Status),
		Error: h.Error, Cause: h.Cause, Trace: h.TraceHeader,
		Billing: billingDetails{billedMemory, int64(max(billedStep, h.StopDate.Sub(h.StartDate)+billedStep-1).Truncate(billedStep) / time.Millisecond)},
	}
	if h.Output != "" {
		out.OutputDetails = &included{in.Included != "METADATA_ONLY"}
	}
	if in.Included != "METADATA_ONLY" {
		input := req.Input.JSON()
		out.Input, out.InputDetails = &input, included{true}
		if h.Output != "" {
			out.Output = &h.Output
		}
	}
	return out, nil
}
