package api

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/stepmill/stepmill/engine/registry"
)

type describeForExecutionOutput struct {
	ARN        string              `json:"stateMachineArn"`
	Name       string              `json:"name"`
	Definition string              `json:"definition,omitempty"`
	Role       string              `json:"roleArn"`
	Updated    timestamp           `json:"updateDate"`
	Logging    json.RawMessage     `json:"loggingConfiguration"`
	Tracing    json.RawMessage     `json:"tracingConfiguration"`
	Encryption json.RawMessage     `json:"encryptionConfiguration"`
	MapRun     string              `json:"mapRunArn,omitempty"`
	Revision   string              `json:"revisionId,omitempty"`
	Variables  map[string][]string `json:"variableReferences,omitempty"`
}

// describeForExecution answers DescribeStateMachineForExecution: the definition and the role are those the execution was started with, the
// rest is the machine's of today.
func (s *Server) describeForExecution(ctx context.Context, in *describeExecutionInput) (*describeForExecutionOutput, error) {
	h, err := s.execution(ctx, in.ARN)
	if err != nil {
		return nil, err
	}
	first, err := s.engine.First(ctx, h)
	if err != nil {
		return nil, err
	}
	definition, err := s.engine.Definition(h)
	if err != nil {
		return nil, err
	}
	m, err := s.registry.Machine(h.MachineName)
	if errors.Is(err, registry.ErrNotFound) {
		m.Updated = h.StartDate // it was deleted
	} else if err != nil {
		return nil, err
	}
	out := &describeForExecutionOutput{
		ARN: h.StateMachine, Name: h.MachineName, Definition: definition, Role: first.Start.Role, Updated: timestamp{m.Updated}, MapRun: h.MapRun,
		Logging: shown(m.Logging, defaultLogging), Tracing: shown(m.Tracing, defaultTracing), Encryption: shown(m.Encryption, defaultEncryption),
		Variables: variableReferences(definition),
	}
	if definition == m.Definition {
		out.Revision = m.Revision
	}
	if in.Included == "METADATA_ONLY" {
		out.Definition, out.Variables = "", nil
	}
	return out, nil
}
