package api

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/registry"
)

type createActivityInput struct {
	Name       string                   `json:"name" must:"required,min=1,max=80"`
	Tags       []tag                    `json:"tags"`
	Encryption *encryptionConfiguration `json:"encryptionConfiguration"`
}

type createActivityOutput struct {
	ARN     string    `json:"activityArn"`
	Created timestamp `json:"creationDate"`
}

func (s *Server) createActivity(_ context.Context, in *createActivityInput) (*createActivityOutput, error) {
	if err := checkName(in.Name); err != nil {
		return nil, err
	}
	if len(in.Tags) > registry.MaxTags {
		return nil, tooManyTags()
	}
	if err := in.Encryption.check(); err != nil {
		return nil, err
	}
	a, err := s.registry.CreateActivity(registry.Activity{
		ARN: s.engine.ActivityARN(in.Name), Name: in.Name, Tags: registryTags(in.Tags), Encryption: stored(in.Encryption, defaultEncryption),
	})
	if errors.Is(err, registry.ErrExists) {
		return nil, errorf("ActivityAlreadyExists", "Activity Already Exists: '%s'", a.ARN)
	} else if err != nil {
		return nil, err
	}
	return &createActivityOutput{a.ARN, timestamp{a.Created}}, nil
}

type activityInput struct {
	ARN string `json:"activityArn" must:"required,min=1,max=256"`
}

type describeActivityOutput struct {
	ARN        string          `json:"activityArn"`
	Name       string          `json:"name"`
	Created    timestamp       `json:"creationDate"`
	Encryption json.RawMessage `json:"encryptionConfiguration"`
}

func (s *Server) describeActivity(_ context.Context, in *activityInput) (*describeActivityOutput, error) {
	a, err := s.activity(in.ARN)
	if err != nil {
		return nil, err
	}
	return &describeActivityOutput{a.ARN, a.Name, timestamp{a.Created}, shown(a.Encryption, defaultEncryption)}, nil
}

// activity returns the activity with an ARN.
func (s *Server) activity(arn string) (registry.Activity, error) {
	name, err := parseActivityARN(arn)
	if err != nil {
		return registry.Activity{}, err
	}
	a, err := s.registry.Activity(name)
	if errors.Is(err, registry.ErrNotFound) || err == nil && a.ARN != arn {
		err = errorf("ActivityDoesNotExist", "Activity Does Not Exist: '%s'", arn)
	}
	return a, err
}

// Refuse says why a task on a Resource cannot be scheduled: it is an activity that does not exist. It is for engine.Config.Refuse.
func (s *Server) Refuse(resource string, _ value.Value) *fault.Fault {
	if _, err := parseActivityARN(resource); err != nil {
		return nil
	}
	if _, err := s.activity(resource); err != nil && isRefusal(err) {
		return fault.New(fault.Runtime, "The activity "+resource+" does not exist.")
	}
	return nil
}

func (s *Server) deleteActivity(_ context.Context, in *activityInput) (nothing, error) {
	name, err := parseActivityARN(in.ARN)
	if err != nil || in.ARN != s.engine.ActivityARN(name) {
		return nothing{}, err
	}
	return nothing{}, s.registry.DeleteActivity(name)
}

type listActivitiesInput struct {
	MaxResults int    `json:"maxResults" must:"min=0,max=1000"`
	NextToken  string `json:"nextToken" must:"min=1,max=1024"`
}

type listActivitiesOutput struct {
	Activities []activityListItem `json:"activities"`
	NextToken  string             `json:"nextToken,omitempty"`
}

type activityListItem struct {
	ARN     string    `json:"activityArn"`
	Name    string    `json:"name"`
	Created timestamp `json:"creationDate"`
}

func (s *Server) listActivities(ctx context.Context, in *listActivitiesInput) (*listActivitiesOutput, error) {
	const list = "activities"
	behind, err := s.pages.after(list, in.NextToken)
	if err != nil {
		return nil, err
	}
	as, next, err := collect(s.pages, list, in.MaxResults, s.registry.Activities(ctx, behind), func(a registry.Activity) string { return a.Name })
	if err != nil {
		return nil, err
	}
	out := &listActivitiesOutput{Activities: []activityListItem{}, NextToken: next}
	for _, a := range as {
		out.Activities = append(out.Activities, activityListItem{a.ARN, a.Name, timestamp{a.Created}})
	}
	return out, nil
}
