package service

import (
	"context"
	"fmt"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/dynamodb"
	"github.com/stepmill/stepmill/executor/service/events"
	"github.com/stepmill/stepmill/executor/service/logs"
	"github.com/stepmill/stepmill/executor/service/s3"
	"github.com/stepmill/stepmill/executor/service/secretsmanager"
	"github.com/stepmill/stepmill/executor/service/sns"
	"github.com/stepmill/stepmill/executor/service/sqs"
	"github.com/stepmill/stepmill/executor/service/states"
)

// Register makes m carry out the integrations of all services: by the stand-ins, or at the endpoints that the settings name.
func (s *Services) Register(m *executor.Mux) {
	sqs.Register(m, s.at("sqs", s.sqs.Service(), sqs.Description()))
	sns.Register(m, s.at("sns", s.sns.Service(), sns.Description()))
	dynamodb.Register(m, s.at("dynamodb", s.dynamodb.Service(), dynamodb.Description()))
	events.Register(m, s.at("events", s.events.Service(), events.Description()))
	s.at("logs", s.logs.Service(), logs.Description()).HandleSDK(m)
	s.at("secretsmanager", s.secrets.Service(), secretsmanager.Description()).HandleSDK(m)
	s3.Register(m, s.s3.Service())
	if s.cfg.Starter != nil {
		states.Register(m, s.cfg.Starter)
	}
	m.Handle("arn:aws:states:::aws-sdk:*", elsewhere{s})
}

// at returns the stand-in, or the service at the endpoint that the settings name.
func (s *Services) at(name string, standIn, description *aws.Service) *aws.Service {
	if e, ok := s.endpoint(name); ok {
		return aws.Remote(description, e)
	}
	return standIn
}

func (s *Services) endpoint(name string) (aws.Endpoint, bool) {
	c := s.cfg
	url := c.Settings[name].Get("endpoint").Str()
	return aws.Endpoint{
		URL: url, Region: c.Region, AccessKey: c.AccessKey, Secret: c.Secret, Token: c.Token, Client: c.Client,
	}, url != ""
}

// elsewhere carries out the SDK integrations of services that have no stand-in.
type elsewhere struct{ services *Services }

func (x elsewhere) Run(ctx context.Context, t executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
	name, action, ok := aws.ParseSDK(t.Resource)
	if !ok {
		return value.Value{}, executor.Missing(t.Resource)
	}
	description, known := aws.Known(name)
	e, given := x.services.endpoint(name)
	switch {
	case given && known:
		return aws.SDK{Service: aws.Remote(description, e)}.Run(ctx, t, r)
	case given:
		return value.Value{}, absent("The task calls %s of %s, whose protocol is not known here, so it cannot be sent to services.%s.endpoint. "+
			"Register a Go function with Handle(%q, …), or mock the state.", action, name, name, t.Resource)
	case known:
		return value.Value{}, absent("The task calls %s of %s, which has no stand-in here. Name an endpoint that answers for it under "+
			"services.%s.endpoint in stepmill.yaml, register a Go function with Handle(%q, …), or mock the state.", action, name, name, t.Resource)
	}
	return value.Value{}, executor.Missing(t.Resource)
}

func absent(format string, args ...any) *fault.Fault {
	return &fault.Fault{Error: fault.Runtime, Cause: fmt.Sprintf(format, args...), Plain: true}
}
