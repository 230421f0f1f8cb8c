package session

import (
	"context"
	"errors"

	"github.com/stepmill/stepmill/engine/api/protocol"
)

// Drain waits until no execution runs in this process: other terminals may have started some here, and the process must stay for them. It calls
// waiting once with how many there are, if there are any. In a session with another owner there is nothing to wait for.
func (s *Session) Drain(ctx context.Context, waiting func(n int)) error {
	for first := true; s.local != nil; first = false {
		open, err := s.running(ctx)
		if err != nil || len(open) == 0 {
			return err
		}
		if first {
			waiting(len(open))
		}
		for _, h := range open {
			if _, err := s.local.engine.Wait(ctx, h.ARN); err != nil {
				return err
			}
		}
	}
	return nil
}

// Stop aborts an execution. AWS's operation knows no Express executions; those of this process are stopped without it.
func (s *Session) Stop(ctx context.Context, arn, name, cause string) error {
	if s.local != nil {
		return s.local.engine.Stop(ctx, arn, name, cause)
	}
	return s.Client.Stop(ctx, arn, name, cause)
}

// running lists the executions that run, without those that were cut off.
func (s *Session) running(ctx context.Context) ([]protocol.Head, error) {
	var open []protocol.Head
	for h, err := range s.List(ctx, protocol.ListRequest{Status: "RUNNING"}) {
		if err != nil {
			return nil, err
		}
		if !h.CutOff {
			open = append(open, h)
		}
	}
	return open, nil
}

// Refused returns the refusal in an error of the client, nil if it is none.
func Refused(err error) *protocol.Error {
	refusal := new(protocol.Error)
	if errors.As(err, &refusal) {
		return refusal
	}
	return nil
}
