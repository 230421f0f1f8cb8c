package session

import (
	"context"
	"fmt"
	"sync"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service"
)

// integrations is the pattern of all service integrations. More specific ones, such as that of Lambda, go before.
const integrations = "arn:aws:states:::*"

// services carries out service integrations. The stand-ins open at the first task that needs one, so that an execution without them leaves no
// files of theirs and starts at once.
type services struct {
	cfg service.Config

	mu     sync.Mutex
	opened *service.Services // nil before the first task
	mux    *executor.Mux
	closed bool
}

// find returns the executor of a resource, and opens the stand-ins if need be.
func (s *services) find(resource string) (executor.Executor, *fault.Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, fault.New(fault.TaskFailed, "The session has ended.")
	}
	if s.opened == nil {
		opened, err := service.Open(s.cfg)
		if err != nil {
			return nil, &fault.Fault{Error: fault.Runtime, Cause: err.Error(), Plain: true}
		}
		s.opened, s.mux = opened, executor.NewMux()
		opened.Register(s.mux)
	}
	x, ok := s.mux.Lookup(resource)
	if !ok {
		return nil, executor.Missing(resource)
	}
	return x, nil
}

func (s *services) Run(ctx context.Context, t executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
	x, f := s.find(t.Resource)
	if f != nil {
		return value.Value{}, f
	}
	return x.Run(ctx, t, r)
}

// Resume implements executor.Resumer. An integration that cannot pick up what it submitted runs again.
func (s *services) Resume(ctx context.Context, t executor.Task, handle []byte, r executor.Reporter) (value.Value, *fault.Fault) {
	x, f := s.find(t.Resource)
	if f != nil {
		return value.Value{}, f
	}
	if resumer, ok := x.(executor.Resumer); ok {
		return resumer.Resume(ctx, t, handle, r)
	}
	return x.Run(ctx, t, r)
}

func (s *services) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	if s.opened == nil {
		return nil
	}
	if err := s.opened.Close(); err != nil {
		return fmt.Errorf("close the services: %w", err)
	}
	return nil
}
