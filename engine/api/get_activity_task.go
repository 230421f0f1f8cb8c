package api

import (
	"context"
	"errors"
	"time"
)

// longPoll is how long GetActivityTask waits for a task. Source: AWS Step Functions API Reference, GetActivityTask.
const longPoll = 60 * time.Second

type getActivityTaskInput struct {
	ARN    string `json:"activityArn" must:"required,min=1,max=256"`
	Worker string `json:"workerName" must:"min=1,max=80"`
}

type getActivityTaskOutput struct {
	Token string `json:"taskToken,omitempty"`
	Input string `json:"input,omitempty"`
}

// errNoTask is why a poll ends that found no task.
var errNoTask = errors.New("there was no task for a minute")

// getActivityTask hands out a task of an activity. When none comes for a minute, the answer is empty and the worker asks again.
func (s *Server) getActivityTask(ctx context.Context, in *getActivityTaskInput) (*getActivityTaskOutput, error) {
	a, err := s.activity(in.ARN)
	if err != nil {
		return nil, err
	}
	poll, cancel := context.WithTimeoutCause(ctx, longPoll, errNoTask)
	defer cancel()
	t, err := s.engine.TakeActivity(poll, a.ARN, in.Worker)
	if errors.Is(err, errNoTask) {
		return &getActivityTaskOutput{}, nil
	} else if err != nil {
		return nil, err
	}
	return &getActivityTaskOutput{Token: t.Token, Input: t.Input.JSON()}, nil
}
