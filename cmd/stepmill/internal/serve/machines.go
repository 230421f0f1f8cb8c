package serve

import (
	"context"
	"errors"
	"fmt"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/engine/api/client"
	"github.com/stepmill/stepmill/engine/api/protocol"
	"github.com/stepmill/stepmill/engine/project"
)

// create makes the project's state machines known to the API: new ones are created, and those that are there are brought up to date.
func (b *backend) create(ctx context.Context, machines []project.Machine) error {
	c := client.New(client.InProcess(b.server))
	for _, m := range machines {
		definition, err := asJSON(m)
		if err != nil {
			return err
		}
		role := "arn:aws:iam::" + b.project.Account + ":role/stepmill"
		err = c.Call(ctx, "AWSStepFunctions.CreateStateMachine", map[string]string{
			"name": m.Name, "definition": definition, "type": m.Type, "roleArn": role,
		}, nil)
		if refusal := new(protocol.Error); errors.As(err, &refusal) && refusal.Type == "StateMachineAlreadyExists" {
			err = c.Call(ctx, "AWSStepFunctions.UpdateStateMachine", map[string]string{
				"stateMachineArn": b.engine.MachineARN(m.Name), "definition": definition, "roleArn": role,
			}, nil)
		}
		if err != nil {
			return fmt.Errorf("state machine %s of the project: %w", m.Name, err)
		}
	}
	return nil
}

// asJSON returns a definition as the API takes it, which is JSON; one that is JSON stays as it is.
func asJSON(m project.Machine) (string, error) {
	if _, found := asl.ParseJSON(m.Source); !found.HasErrors() {
		return m.Source.Text, nil
	}
	parsed, found := asl.Parse(m.Source)
	if found.HasErrors() {
		return "", fmt.Errorf("the definition of %s has errors:\n%s", m.Name, found.Errors())
	}
	return parsed.Root.Value.JSON(), nil
}
