package api

import (
	"context"
	"errors"

	"github.com/stepmill/stepmill/asl/check"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/engine/registry"
)

type createStateMachineInput struct {
	Name        string                   `json:"name" must:"required,min=1,max=80"`
	Definition  string                   `json:"definition" must:"required,max=1048576"`
	Role        string                   `json:"roleArn" must:"required,min=1,max=256"`
	Type        string                   `json:"type" must:"enum=machineType"`
	Logging     *loggingConfiguration    `json:"loggingConfiguration"`
	Tags        []tag                    `json:"tags"`
	Tracing     *tracingConfiguration    `json:"tracingConfiguration"`
	Publish     bool                     `json:"publish"`
	Description string                   `json:"versionDescription" must:"max=256"`
	Encryption  *encryptionConfiguration `json:"encryptionConfiguration"`
}

type createStateMachineOutput struct {
	ARN     string    `json:"stateMachineArn"`
	Created timestamp `json:"creationDate"`
	Version string    `json:"stateMachineVersionArn,omitempty"`
}

func (s *Server) createStateMachine(_ context.Context, in *createStateMachineInput) (createStateMachineOutput, error) {
	var none createStateMachineOutput
	if in.Type == "" {
		in.Type = "STANDARD"
	}
	if err := in.check(s); err != nil {
		return none, err
	}
	m, v, err := s.registry.CreateMachine(registry.NewMachine{
		ARN: s.engine.MachineARN(in.Name), Name: in.Name, Type: in.Type, Tags: registryTags(in.Tags), Publish: in.Publish, Description: in.Description,
		Settings: registry.Settings{
			Definition: in.Definition, Role: in.Role, Logging: stored(in.Logging, defaultLogging), Tracing: stored(in.Tracing, defaultTracing),
			Encryption: stored(in.Encryption, defaultEncryption),
		},
	})
	if errors.Is(err, registry.ErrExists) {
		return none, errorf("StateMachineAlreadyExists", "State Machine Already Exists: '%s'", m.ARN)
	}
	if err != nil {
		return none, err
	}
	out := createStateMachineOutput{ARN: m.ARN, Created: timestamp{m.Created}}
	if v != nil {
		out.Version = v.ARN
	}
	return out, nil
}

func (in *createStateMachineInput) check(s *Server) error {
	if err := checkName(in.Name); err != nil {
		return err
	}
	if in.Description != "" && !in.Publish {
		return invalid("Version description can only be set when publish is true")
	}
	if len(in.Tags) > registry.MaxTags {
		return tooManyTags()
	}
	if err := in.Logging.check(s.cfg.LogGroup); err != nil {
		return err
	}
	if err := in.Encryption.check(); err != nil {
		return err
	}
	return checkDefinition(in.Definition, in.Type)
}

// checkDefinition refuses a definition that AWS would refuse, in AWS's words.
func checkDefinition(text, machineType string) error {
	_, found := check.JSON(&diag.Source{Name: "definition", Text: text}, check.Config{Express: machineType == "EXPRESS"})
	if message := check.InvalidDefinition(found); message != "" {
		return errorf("InvalidDefinition", "%s", message)
	}
	return nil
}

func tooManyTags() *Error {
	return errorf("TooManyTags", "A resource may have at most %d tags.", registry.MaxTags)
}
