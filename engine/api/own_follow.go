package api

import (
	"errors"
	"net/http"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api/protocol"
	"github.com/stepmill/stepmill/engine/history"
)

func (s *Server) ownFollow(w http.ResponseWriter, r *http.Request, body value.Value) error {
	in, err := decode[protocol.FollowRequest](body)
	if err != nil {
		return err
	}
	h, err := s.engine.Describe(r.Context(), in.ARN)
	if err != nil {
		return ownError(err, in.ARN)
	}
	out := newStream(w)
	if err := s.follow(r, out, h); err != nil {
		refusal := new(Error)
		if !errors.As(ownError(err, h.ARN), &refusal) {
			refusal = errorf("InternalServerError", "%v", err)
		}
		out.write(protocol.FollowLine{Error: &protocol.Error{Type: refusal.Type, Message: refusal.Message}}) // if it fails, the client has gone
	}
	return nil
}

// follow writes the events of an execution and, when it has closed, its head.
func (s *Server) follow(r *http.Request, out stream, h engine.Head) error {
	p := history.Projection{Region: regionOf(h.ARN)}
	for rec, err := range s.engine.Follow(r.Context(), h) {
		if err != nil {
			return err
		}
		event := ownEvent(&rec)
		if rec.Type.Shown() {
			event = p.Event(&rec)
		}
		if err := out.write(protocol.FollowLine{Event: event.AppendJSON(nil)}); err != nil {
			return err
		}
	}
	h, err := s.engine.Wait(r.Context(), h.ARN)
	if err != nil {
		return err
	}
	return out.write(protocol.FollowLine{Head: s.headOf(h, true)})
}

// ownEvent is a record that AWS does not show, in the form of an event.
func ownEvent(r *history.Record) value.Value {
	var details value.ObjectBuilder
	if r.Type == history.RetryScheduled {
		details.Set("retrier", value.Int(r.Index))
	}
	if r.Until != 0 {
		details.Set("until", value.Text(time.Unix(0, r.Until).UTC().Format("2006-01-02T15:04:05.000Z07:00")))
	}
	var b value.ObjectBuilder
	b.Set("timestamp", history.EpochSeconds(r.At))
	b.Set("type", value.Text(r.Type.String()))
	b.Set("id", value.Int(0))
	b.Set("previousEventId", value.Int(r.Prev))
	b.Set(r.Type.String()+"EventDetails", details.Value())
	return b.Value()
}
