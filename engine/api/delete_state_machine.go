package api

import (
	"context"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/interp"
)

type deleteStateMachineInput struct {
	ARN string `json:"stateMachineArn" must:"required,min=1,max=256"`
}

// deleteStateMachine deletes a machine with its versions and aliases. AWS ends what it still runs at the next transition; here that is ended
// at once.
func (s *Server) deleteStateMachine(ctx context.Context, in *deleteStateMachineInput) (nothing, error) {
	arn, err := parseMachineARN(in.ARN)
	if err != nil || arn.machine != s.engine.MachineARN(arn.name) {
		return nothing{}, err
	}
	if err := s.registry.DeleteMachine(ctx, arn.name); err != nil {
		return nothing{}, err
	}
	for h, err := range s.engine.List(ctx, engine.ListFilter{Machine: arn.machine, Status: interp.Running}) {
		if err == nil {
			err = s.engine.Stop(ctx, h.ARN, "", "")
		}
		if err != nil {
			return nothing{}, err
		}
	}
	return nothing{}, nil
}
