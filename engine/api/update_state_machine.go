package api

import (
	"context"
	"errors"

	"github.com/stepmill/stepmill/engine/registry"
)

type updateStateMachineInput struct {
	ARN         string                   `json:"stateMachineArn" must:"required,min=1,max=256"`
	Definition  *string                  `json:"definition" must:"max=1048576"`
	Role        *string                  `json:"roleArn" must:"min=1,max=256"`
	Logging     *loggingConfiguration    `json:"loggingConfiguration"`
	Tracing     *tracingConfiguration    `json:"tracingConfiguration"`
	Publish     bool                     `json:"publish"`
	Description string                   `json:"versionDescription" must:"max=256"`
	Encryption  *encryptionConfiguration `json:"encryptionConfiguration"`
}

type updateStateMachineOutput struct {
	Updated  timestamp `json:"updateDate"`
	Revision string    `json:"revisionId,omitempty"`
	Version  string    `json:"stateMachineVersionArn,omitempty"`
}

func (s *Server) updateStateMachine(_ context.Context, in *updateStateMachineInput) (updateStateMachineOutput, error) {
	var none updateStateMachineOutput
	arn, err := parseMachineARN(in.ARN)
	if err != nil {
		return none, err
	}
	m, err := s.registry.Machine(arn.name)
	if errors.Is(err, registry.ErrNotFound) || err == nil && m.ARN != in.ARN {
		return none, noMachine(in.ARN)
	} else if err != nil {
		return none, err
	}
	if err := in.check(s, m.Type); err != nil {
		return none, err
	}
	m, v, err := s.registry.UpdateMachine(m.Name, in.change())
	if errors.Is(err, registry.ErrNotFound) {
		return none, noMachine(in.ARN) // it was deleted meanwhile
	} else if errors.Is(err, registry.ErrTooMany) {
		return none, tooManyVersions()
	} else if err != nil {
		return none, err
	}
	out := updateStateMachineOutput{Updated: timestamp{m.Updated}, Revision: m.Revision}
	if v != nil {
		out.Version = v.ARN
	}
	return out, nil
}

func (in *updateStateMachineInput) check(s *Server, machineType string) error {
	if in.Definition == nil && in.Role == nil && in.Logging == nil && in.Tracing == nil && in.Encryption == nil {
		return errorf("MissingRequiredParameter", "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified")
	}
	if in.Description != "" && !in.Publish {
		return invalid("Version description can only be set when publish is true")
	}
	if err := in.Logging.check(s.cfg.LogGroup); err != nil {
		return err
	}
	if err := in.Encryption.check(); err != nil {
		return err
	}
	if in.Definition != nil {
		return checkDefinition(*in.Definition, machineType)
	}
	return nil
}

func (in *updateStateMachineInput) change() registry.Change {
	c := registry.Change{Definition: in.Definition, Role: in.Role, Publish: in.Publish, Description: in.Description}
	if in.Logging != nil {
		c.Logging = new(stored(in.Logging, defaultLogging))
	}
	if in.Tracing != nil {
		c.Tracing = new(stored(in.Tracing, defaultTracing))
	}
	if in.Encryption != nil {
		c.Encryption = new(stored(in.Encryption, defaultEncryption))
	}
	return c
}

func tooManyVersions() *Error {
	return errorf("ServiceQuotaExceededException", "A state machine may have at most %d versions.", registry.MaxVersions)
}
