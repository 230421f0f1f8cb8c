package api

import (
	"net/http"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api/protocol"
	"github.com/stepmill/stepmill/engine/interp"
)

func (s *Server) ownList(w http.ResponseWriter, r *http.Request, body value.Value) error {
	in, err := decode[protocol.ListRequest](body)
	if err != nil {
		return err
	}
	filter := engine.ListFilter{Status: interp.Status(in.Status)}
	if in.Machine != "" {
		filter.Machine = s.engine.MachineARN(in.Machine)
	}
	if in.Before != "" {
		h, err := s.engine.Describe(r.Context(), in.Before)
		if err != nil {
			return ownError(err, in.Before)
		}
		filter.Before = h.Number
	}
	out, n := newStream(w), 0
	for h, err := range s.engine.List(r.Context(), filter) {
		if err != nil {
			return s.broken(r, n, err)
		}
		if err := out.write(s.headOf(h, false)); err != nil {
			return nil // the client has gone
		}
		if n++; n == in.Limit {
			break
		}
	}
	return nil
}

// broken ends a stream that cannot go on. What was written cannot be taken back: the connection is cut, so that the client does not take a part
// for the whole.
func (s *Server) broken(r *http.Request, written int, err error) error {
	if written == 0 {
		return err
	}
	s.cfg.Logger.Error("a list broke off", "operation", r.Header.Get("X-Amz-Target"), "error", err)
	panic(http.ErrAbortHandler)
}
