package session

import (
	"context"
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/engine/api/protocol"
	"github.com/stepmill/stepmill/engine/project"
)

// Nests reports whether a definition may start executions of other state machines, which then must be known by their ARNs.
func Nests(definition string) bool {
	return strings.Contains(definition, "states:startExecution") || strings.Contains(definition, "aws-sdk:sfn")
}

// Publish makes the project's state machines known by their ARNs: new ones are created, and those that are there are brought up to date.
func (s *Session) Publish(ctx context.Context, p *project.Project) error { return Publish(ctx, s, p) }

// Caller calls operations of the API, as *client.Client does.
type Caller interface {
	Call(ctx context.Context, target string, in, out any) error
}

// Publish is Session.Publish over any client.
func Publish(ctx context.Context, s Caller, p *project.Project) error {
	for _, m := range p.Machines {
		definition, err := asJSON(m)
		if err != nil {
			return err
		}
		role := "arn:aws:iam::" + p.Account + ":role/stepmill"
		err = s.Call(ctx, "AWSStepFunctions.CreateStateMachine", map[string]string{
			"name": m.Name, "definition": definition, "type": m.Type, "roleArn": role,
		}, nil)
		if r := Refused(err); r != nil && r.Type == "StateMachineAlreadyExists" {
			err = s.Call(ctx, "AWSStepFunctions.UpdateStateMachine", map[string]string{
				"stateMachineArn": "arn:aws:states:" + p.Region + ":" + p.Account + ":stateMachine:" + m.Name, "definition": definition, "roleArn": role,
			}, nil)
		}
		if r := Refused(err); r != nil {
			return &protocol.Error{Type: r.Type, Message: fmt.Sprintf("The state machine %s of the project is refused. %s", m.Name, r.Message)}
		}
		if err != nil {
			return err
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
		return "", fmt.Errorf("the definition of %s has errors: stepmill validate shows them", m.Name)
	}
	return parsed.Root.Value.JSON(), nil
}
