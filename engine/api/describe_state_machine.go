package api

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/check"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/engine/registry"
)

type describeStateMachineInput struct {
	ARN      string `json:"stateMachineArn" must:"required,min=1,max=256"`
	Included string `json:"includedData" must:"enum=includedData"`
}

type describeStateMachineOutput struct {
	ARN         string              `json:"stateMachineArn"`
	Name        string              `json:"name"`
	Status      string              `json:"status"`
	Definition  string              `json:"definition,omitempty"`
	Role        string              `json:"roleArn"`
	Type        string              `json:"type"`
	Created     timestamp           `json:"creationDate"`
	Logging     json.RawMessage     `json:"loggingConfiguration"`
	Tracing     json.RawMessage     `json:"tracingConfiguration"`
	Encryption  json.RawMessage     `json:"encryptionConfiguration"`
	Revision    string              `json:"revisionId,omitempty"`
	Description string              `json:"description,omitempty"`
	Variables   map[string][]string `json:"variableReferences,omitempty"`
}

func (s *Server) describeStateMachine(_ context.Context, in *describeStateMachineInput) (*describeStateMachineOutput, error) {
	arn, err := parseMachineARN(in.ARN)
	if err != nil {
		return nil, err
	}
	v, err := s.machine(arn)
	if err != nil {
		return nil, err
	}
	out := &describeStateMachineOutput{
		ARN: in.ARN, Name: arn.name, Status: "ACTIVE", Definition: v.Definition, Role: v.Role, Type: v.Type, Created: timestamp{v.Created},
		Logging: shown(v.Logging, defaultLogging), Tracing: shown(v.Tracing, defaultTracing), Encryption: shown(v.Encryption, defaultEncryption),
		Revision: v.Revision, Description: v.Description, Variables: variableReferences(v.Definition),
	}
	if in.Included == "METADATA_ONLY" {
		out.Definition, out.Variables = "", nil
	}
	return out, nil
}

// machine returns what the ARN of a machine, of a version or of an alias names: for an alias the version that it routes to now, and for
// a machine itself a version without a number.
func (s *Server) machine(arn machineARN) (registry.Version, error) {
	v, err := s.lookUp(arn)
	if errors.Is(err, registry.ErrNotFound) {
		err = noMachine(arn.whole)
	}
	return v, err
}

func (s *Server) lookUp(arn machineARN) (registry.Version, error) {
	m, err := s.registry.Machine(arn.name)
	if err != nil {
		return registry.Version{}, err
	}
	if m.ARN != arn.machine {
		return registry.Version{}, registry.ErrNotFound // another region, or another account
	}
	if arn.qualifier == "" {
		return registry.Version{ARN: m.ARN, Machine: m.Name, Settings: m.Settings, Type: m.Type, Revision: m.Revision, Created: m.Created}, nil
	}
	number, err := strconv.ParseInt(arn.qualifier, 10, 64)
	if err != nil {
		return s.routed(arn)
	}
	return s.registry.Version(arn.name, number)
}

// routed returns the version that an alias sends an execution to, by the weights.
func (s *Server) routed(arn machineARN) (registry.Version, error) {
	a, err := s.registry.Alias(arn.name, arn.qualifier)
	if err != nil {
		return registry.Version{}, err
	}
	version, err := parseMachineARN(a.Pick(s.cfg.Draw()))
	if err != nil {
		return registry.Version{}, err
	}
	number, err := strconv.ParseInt(version.qualifier, 10, 64)
	if err != nil {
		return registry.Version{}, registry.ErrNotFound
	}
	return s.registry.Version(version.name, number)
}

func variableReferences(definition string) map[string][]string {
	m, found := asl.ParseJSON(&diag.Source{Name: "definition", Text: definition})
	if found.HasErrors() {
		return nil
	}
	return check.VariableReferences(m)
}
