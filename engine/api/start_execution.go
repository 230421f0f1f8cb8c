package api

import (
	"context"
	"errors"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/engine/registry"
)

// maxInputBytes is how long the input of an execution may be, in bytes of UTF-8.
// Source: AWS Step Functions Developer Guide, "Service quotas".
const maxInputBytes = 256 << 10

type startExecutionInput struct {
	ARN   string  `json:"stateMachineArn" must:"required,min=1,max=256"`
	Name  string  `json:"name" must:"min=1,max=80"`
	Input *string `json:"input" must:"max=262144"`
	Trace string  `json:"traceHeader" must:"max=256"`
}

type startExecutionOutput struct {
	ARN     string    `json:"executionArn"`
	Started timestamp `json:"startDate"`
}

func (s *Server) startExecution(ctx context.Context, in *startExecutionInput) (*startExecutionOutput, error) {
	req, err := s.startRequest(in)
	if err != nil {
		return nil, err
	}
	h, err := s.engine.Start(ctx, *req)
	if errors.Is(err, engine.ErrExecutionExists) {
		return s.startedBefore(ctx, h, *req)
	}
	if err != nil {
		return nil, startError(err)
	}
	return &startExecutionOutput{h.ARN, timestamp{h.StartDate}}, nil
}

// startRequest turns what the API is given into what the engine is asked. The ARN of the machine may end in # and the name of a test case, as in
// Step Functions Local; a # with nothing behind it means none.
func (s *Server) startRequest(in *startExecutionInput) (*engine.StartRequest, error) {
	whole, testCase, _ := strings.Cut(in.ARN, "#")
	arn, err := parseMachineARN(whole)
	if err != nil {
		return nil, err
	}
	if testCase != "" && (s.cfg.TestCases == nil || !s.cfg.TestCases.HasCase(arn.name, testCase)) {
		return nil, invalidName(testCase)
	}
	if arn.label != "" {
		return nil, invalid("This operation does not support the ARN of a labelled state: '%s'", in.ARN)
	}
	if err := checkName(in.Name); err != nil {
		return nil, err
	}
	v, err := s.machine(arn)
	if err != nil {
		return nil, err
	}
	input, err := parseInput(in.Input)
	if err != nil {
		return nil, err
	}
	return startOf(arn, v, engine.StartRequest{Name: in.Name, Input: input, Trace: in.Trace, TestCase: testCase}), nil
}

// startOf completes a request with the machine that is started.
func startOf(arn machineARN, v registry.Version, req engine.StartRequest) *engine.StartRequest {
	req.Machine, req.Definition, req.Role, req.Express = v.Machine, v.Definition, v.Role, v.Type == "EXPRESS"
	if v.Number > 0 {
		req.Version = v.ARN
	}
	if arn.qualifier != "" && arn.whole != v.ARN {
		req.Alias = arn.whole
	}
	return &req
}

// parseInput reads the input of an execution; without one it is {}.
func parseInput(text *string) (value.Value, error) {
	if text == nil {
		return value.MustParse("{}"), nil
	}
	if *text == "" {
		return value.Value{}, errorf("InvalidExecutionInput", "Invalid State Machine Execution Input: 'Invalid execution input.'")
	}
	if len(*text) > maxInputBytes {
		return value.Value{}, errorf("InvalidExecutionInput", "Invalid State Machine Execution Input: 'The input is longer than %d bytes.'", maxInputBytes)
	}
	v, err := value.Parse(*text)
	if bad := new(value.SyntaxError); errors.As(err, &bad) {
		return value.Value{}, errorf("InvalidExecutionInput", "Invalid State Machine Execution Input: '%s'", bad.Jackson())
	}
	return v, nil
}

// startedBefore answers a start whose name is taken: it is the same start as before if the execution runs still and has the same input.
func (s *Server) startedBefore(ctx context.Context, h engine.Head, req engine.StartRequest) (*startExecutionOutput, error) {
	if h.Status == interp.Running {
		input, err := s.engine.Input(ctx, h)
		if err != nil {
			return nil, err
		}
		if input == req.Input.JSON() {
			return &startExecutionOutput{h.ARN, timestamp{h.StartDate}}, nil
		}
	}
	return nil, errorf("ExecutionAlreadyExists", "Execution Already Exists: '%s'", h.ARN)
}

// startError turns an error of the engine's Start into an answer.
func startError(err error) error {
	if bad := new(engine.DefinitionError); errors.As(err, &bad) {
		return errorf("InvalidDefinition", "This program cannot run the definition, although AWS would accept it: %s", bad.Findings)
	}
	return err
}
