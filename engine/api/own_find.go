package api

import (
	"context"

	"github.com/stepmill/stepmill/engine/api/protocol"
)

func (s *Server) ownFind(ctx context.Context, in *protocol.FindRequest) (*protocol.Head, error) {
	h, err := s.engine.Find(ctx, in.ID)
	if err != nil {
		return nil, ownError(err, in.ID)
	}
	return s.headOf(h, true), nil
}
