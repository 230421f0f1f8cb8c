package api

import (
	"context"
	"errors"

	"github.com/stepmill/stepmill/engine/registry"
)

type tagResourceInput struct {
	ARN  string `json:"resourceArn" must:"required,min=1,max=256"`
	Tags []tag  `json:"tags" must:"required"`
}

type untagResourceInput struct {
	ARN  string   `json:"resourceArn" must:"required,min=1,max=256"`
	Keys []string `json:"tagKeys" must:"required"`
}

type listTagsInput struct {
	ARN string `json:"resourceArn" must:"required,min=1,max=256"`
}

type listTagsOutput struct {
	Tags []tag `json:"tags"`
}

func (s *Server) tagResource(_ context.Context, in *tagResourceInput) (nothing, error) {
	return nothing{}, s.retag(in.ARN, registryTags(in.Tags), nil)
}

func (s *Server) untagResource(_ context.Context, in *untagResourceInput) (nothing, error) {
	return nothing{}, s.retag(in.ARN, nil, in.Keys)
}

// retag changes the tags of a state machine or an activity; versions and aliases have none.
func (s *Server) retag(arn string, add []registry.Tag, remove []string) error {
	kind, name, err := parseARN(arn)
	if err != nil {
		return err
	}
	switch arn {
	case s.engine.MachineARN(name):
		err = s.registry.TagMachine(name, add, remove)
	case s.engine.ActivityARN(name):
		err = s.registry.TagActivity(name, add, remove)
	default:
		if kind != kindMachine && kind != kindActivity {
			return wrongResource(kind)
		}
		err = registry.ErrNotFound
	}
	switch {
	case errors.Is(err, registry.ErrNotFound):
		return noResource(arn)
	case errors.Is(err, registry.ErrTooMany):
		return tooManyTags()
	}
	return err
}

// listTags answers ListTagsForResource.
func (s *Server) listTags(_ context.Context, in *listTagsInput) (*listTagsOutput, error) {
	_, name, err := parseARN(in.ARN)
	if err != nil {
		return nil, err
	}
	var tags []registry.Tag
	switch in.ARN {
	case s.engine.MachineARN(name):
		var m registry.Machine
		m, err = s.registry.Machine(name)
		tags = m.Tags
	case s.engine.ActivityARN(name):
		var a registry.Activity
		a, err = s.registry.Activity(name)
		tags = a.Tags
	default:
		err = registry.ErrNotFound
	}
	if errors.Is(err, registry.ErrNotFound) {
		return nil, noResource(in.ARN)
	} else if err != nil {
		return nil, err
	}
	out := &listTagsOutput{Tags: []tag{}}
	for _, t := range tags {
		out.Tags = append(out.Tags, tag(t))
	}
	return out, nil
}
