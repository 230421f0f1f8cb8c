package api

import (
	"context"

	"github.com/stepmill/stepmill/engine/api/protocol"
)

func (s *Server) ownResume(ctx context.Context, in *protocol.ResumeRequest) (*protocol.ResumeResponse, error) {
	hs, err := s.engine.Resume(ctx, in.ARNs...)
	if err != nil {
		return nil, err
	}
	out := &protocol.ResumeResponse{Executions: []protocol.Head{}}
	for _, h := range hs {
		out.Executions = append(out.Executions, *s.headOf(h, false))
	}
	return out, nil
}
