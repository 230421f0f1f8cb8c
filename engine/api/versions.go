package api

import (
	"context"
	"errors"
	"strconv"

	"github.com/stepmill/stepmill/engine/registry"
)

type publishVersionInput struct {
	ARN         string `json:"stateMachineArn" must:"required,min=1,max=256"`
	Revision    string `json:"revisionId"`
	Description string `json:"description" must:"max=256"`
}

type versionItem struct {
	ARN     string    `json:"stateMachineVersionArn"`
	Created timestamp `json:"creationDate"`
}

// publishVersion answers PublishStateMachineVersion.
func (s *Server) publishVersion(_ context.Context, in *publishVersionInput) (*versionItem, error) {
	arn, err := s.unqualified(in.ARN)
	if err != nil {
		return nil, err
	}
	v, err := s.registry.Publish(arn.name, in.Revision, in.Description)
	if stale := new(registry.RevisionError); errors.As(err, &stale) {
		return nil, errorf("ConflictException", "Failed to publish the State Machine version for revision %s. The current State Machine revision is %s.",
			stale.Given, orInitial(stale.Current))
	}
	if errors.Is(err, registry.ErrTooMany) {
		return nil, tooManyVersions()
	}
	if err != nil {
		return nil, err
	}
	return &versionItem{v.ARN, timestamp{v.Created}}, nil
}

func orInitial(revision string) string {
	if revision == "" {
		return registry.InitialRevision
	}
	return revision
}

// unqualified checks the ARN of a state machine that exists, without a version or alias.
func (s *Server) unqualified(text string) (machineARN, error) {
	arn, err := parseMachineARN(text)
	if err != nil {
		return arn, err
	}
	if arn.qualifier != "" {
		return arn, noMachine(text)
	}
	_, err = s.machine(arn)
	return arn, err
}

type listVersionsInput struct {
	ARN        string `json:"stateMachineArn" must:"required,min=1,max=256"`
	MaxResults int    `json:"maxResults" must:"min=0,max=1000"`
	NextToken  string `json:"nextToken" must:"min=1,max=1024"`
}

type listVersionsOutput struct {
	Versions  []versionItem `json:"stateMachineVersions"`
	NextToken string        `json:"nextToken,omitempty"`
}

// listVersions answers ListStateMachineVersions: the highest number comes first.
func (s *Server) listVersions(ctx context.Context, in *listVersionsInput) (*listVersionsOutput, error) {
	arn, err := s.unqualified(in.ARN)
	if err != nil {
		return nil, err
	}
	list := "versions " + in.ARN
	after, err := s.pages.after(list, in.NextToken)
	if err != nil {
		return nil, err
	}
	below, _ := strconv.ParseInt(after, 10, 64) // "" is 0: from the highest
	versions := s.registry.Versions(ctx, arn.name, below)
	vs, next, err := collect(s.pages, list, in.MaxResults, versions, func(v registry.Version) string { return strconv.FormatInt(v.Number, 10) })
	if err != nil {
		return nil, err
	}
	out := &listVersionsOutput{Versions: []versionItem{}, NextToken: next}
	for _, v := range vs {
		out.Versions = append(out.Versions, versionItem{v.ARN, timestamp{v.Created}})
	}
	return out, nil
}

type deleteVersionInput struct {
	ARN string `json:"stateMachineVersionArn" must:"required,min=1,max=2000"`
}

// deleteVersion answers DeleteStateMachineVersion.
func (s *Server) deleteVersion(ctx context.Context, in *deleteVersionInput) (nothing, error) {
	arn, err := parseMachineARN(in.ARN)
	if err != nil {
		return nothing{}, err
	}
	number, err := strconv.ParseInt(arn.qualifier, 10, 64)
	if err != nil {
		return nothing{}, invalidARN(in.ARN)
	}
	err = s.registry.DeleteVersion(ctx, arn.name, number)
	if used := new(registry.InUseError); errors.As(err, &used) {
		return nothing{}, errorf("ConflictException",
			"Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [%s]", joined(used.Aliases))
	}
	return nothing{}, err
}
