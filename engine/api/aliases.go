package api

import (
	"context"
	"errors"

	"github.com/stepmill/stepmill/engine/registry"
)

type createAliasInput struct {
	Description string                         `json:"description" must:"max=256"`
	Name        string                         `json:"name" must:"required,min=1,max=80,pattern=aliasName"`
	Routing     []routingConfigurationListItem `json:"routingConfiguration" must:"required,min=1,max=2"`
}

type aliasItem struct {
	ARN     string    `json:"stateMachineAliasArn"`
	Created timestamp `json:"creationDate"`
}

// createAlias answers CreateStateMachineAlias.
func (s *Server) createAlias(ctx context.Context, in *createAliasInput) (*aliasItem, error) {
	machine, routes, err := s.routes(ctx, in.Routing)
	if err != nil {
		return nil, err
	}
	a, err := s.registry.CreateAlias(registry.Alias{
		ARN: machine.machine + ":" + in.Name, Machine: machine.name, Name: in.Name, Description: in.Description, Routes: routes,
	})
	switch {
	case errors.Is(err, registry.ErrExists):
		return nil, errorf("ConflictException", "Failed to create alias because an alias with the same name and a different routing configuration already exists.")
	case errors.Is(err, registry.ErrTooMany):
		return nil, errorf("ServiceQuotaExceededException", "A state machine may have at most %d aliases.", registry.MaxAliases)
	case err != nil:
		return nil, err
	}
	return &aliasItem{a.ARN, timestamp{a.Created}}, nil
}

type aliasInput struct {
	ARN string `json:"stateMachineAliasArn" must:"required,min=1,max=256"`
}

type describeAliasOutput struct {
	ARN         string                         `json:"stateMachineAliasArn"`
	Name        string                         `json:"name"`
	Description string                         `json:"description,omitempty"`
	Routing     []routingConfigurationListItem `json:"routingConfiguration"`
	Created     timestamp                      `json:"creationDate"`
	Updated     timestamp                      `json:"updateDate"`
}

// describeAlias answers DescribeStateMachineAlias.
func (s *Server) describeAlias(_ context.Context, in *aliasInput) (*describeAliasOutput, error) {
	arn, err := s.aliasARN(in.ARN)
	if err != nil {
		return nil, err
	}
	a, err := s.registry.Alias(arn.name, arn.qualifier)
	if errors.Is(err, registry.ErrNotFound) {
		return nil, missing()
	} else if err != nil {
		return nil, err
	}
	out := &describeAliasOutput{ARN: a.ARN, Name: a.Name, Description: a.Description, Created: timestamp{a.Created}, Updated: timestamp{a.Updated}}
	for _, r := range a.Routes {
		out.Routing = append(out.Routing, routingConfigurationListItem{r.Version, r.Weight})
	}
	return out, nil
}

// aliasARN checks that an ARN is one of this server's, with a qualifier.
func (s *Server) aliasARN(text string) (machineARN, error) {
	arn, err := parseMachineARN(text)
	switch {
	case err != nil:
		return arn, err
	case arn.qualifier == "":
		return arn, invalidARN(text)
	case arn.machine != s.engine.MachineARN(arn.name):
		return arn, missing()
	}
	return arn, nil
}

type updateAliasInput struct {
	ARN         string                         `json:"stateMachineAliasArn" must:"required,min=1,max=256"`
	Description *string                        `json:"description" must:"max=256"`
	Routing     []routingConfigurationListItem `json:"routingConfiguration" must:"min=1,max=2"`
}

type updateAliasOutput struct {
	Updated timestamp `json:"updateDate"`
}

// updateAlias answers UpdateStateMachineAlias.
func (s *Server) updateAlias(ctx context.Context, in *updateAliasInput) (*updateAliasOutput, error) {
	arn, err := s.aliasARN(in.ARN)
	if err != nil {
		return nil, err
	}
	if in.Description == nil && in.Routing == nil {
		return nil, invalid("Either the description or the routingConfiguration must be specified")
	}
	var routes []registry.Route
	if in.Routing != nil {
		machine, rs, err := s.routes(ctx, in.Routing)
		if err != nil {
			return nil, err
		}
		if machine.machine != arn.machine {
			return nil, invalid("Routing configuration must contain versions of the alias's state machine.")
		}
		routes = rs
	}
	a, err := s.registry.UpdateAlias(arn.name, arn.qualifier, in.Description, routes)
	if errors.Is(err, registry.ErrNotFound) {
		return nil, missing()
	} else if err != nil {
		return nil, err
	}
	return &updateAliasOutput{timestamp{a.Updated}}, nil
}

// deleteAlias answers DeleteStateMachineAlias.
func (s *Server) deleteAlias(_ context.Context, in *aliasInput) (nothing, error) {
	arn, err := parseMachineARN(in.ARN)
	if err != nil || arn.machine != s.engine.MachineARN(arn.name) {
		return nothing{}, err
	}
	return nothing{}, s.registry.DeleteAlias(arn.name, arn.qualifier)
}

type listAliasesInput struct {
	ARN        string `json:"stateMachineArn" must:"required,min=1,max=256"`
	MaxResults int    `json:"maxResults" must:"min=0,max=1000"`
	NextToken  string `json:"nextToken" must:"min=1,max=1024"`
}

type listAliasesOutput struct {
	Aliases   []aliasItem `json:"stateMachineAliases"`
	NextToken string      `json:"nextToken,omitempty"`
}

// listAliases answers ListStateMachineAliases, for a machine or for those that route to one of its versions.
func (s *Server) listAliases(ctx context.Context, in *listAliasesInput) (*listAliasesOutput, error) {
	arn, err := parseMachineARN(in.ARN)
	if err != nil {
		return nil, err
	}
	if _, err := s.machine(arn); err != nil {
		return nil, err
	}
	list := "aliases " + in.ARN
	behind, err := s.pages.after(list, in.NextToken)
	if err != nil {
		return nil, err
	}
	aliases := func(yield func(registry.Alias, error) bool) {
		for a, err := range s.registry.Aliases(ctx, arn.name, behind) {
			if err == nil && arn.qualifier != "" && !a.RoutesTo(in.ARN) {
				continue
			}
			if !yield(a, err) {
				return
			}
		}
	}
	as, next, err := collect(s.pages, list, in.MaxResults, aliases, func(a registry.Alias) string { return a.Name })
	if err != nil {
		return nil, err
	}
	out := &listAliasesOutput{Aliases: []aliasItem{}, NextToken: next}
	for _, a := range as {
		out.Aliases = append(out.Aliases, aliasItem{a.ARN, timestamp{a.Created}})
	}
	return out, nil
}
