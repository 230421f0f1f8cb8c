package api

import (
	"context"

	"github.com/stepmill/stepmill/engine/registry"
)

type listStateMachinesInput struct {
	MaxResults int    `json:"maxResults" must:"min=0,max=1000"`
	NextToken  string `json:"nextToken" must:"min=1,max=1024"`
}

type listStateMachinesOutput struct {
	Machines  []stateMachineListItem `json:"stateMachines"`
	NextToken string                 `json:"nextToken,omitempty"`
}

type stateMachineListItem struct {
	ARN     string    `json:"stateMachineArn"`
	Name    string    `json:"name"`
	Type    string    `json:"type"`
	Created timestamp `json:"creationDate"`
}

func (s *Server) listStateMachines(ctx context.Context, in *listStateMachinesInput) (*listStateMachinesOutput, error) {
	const list = "stateMachines"
	behind, err := s.pages.after(list, in.NextToken)
	if err != nil {
		return nil, err
	}
	ms, next, err := collect(s.pages, list, in.MaxResults, s.registry.Machines(ctx, behind), func(m registry.Machine) string { return m.Name })
	if err != nil {
		return nil, err
	}
	out := &listStateMachinesOutput{Machines: []stateMachineListItem{}, NextToken: next}
	for _, m := range ms {
		out.Machines = append(out.Machines, stateMachineListItem{m.ARN, m.Name, m.Type, timestamp{m.Created}})
	}
	return out, nil
}
