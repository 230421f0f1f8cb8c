package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api/protocol"
)

// checkVersion refuses a command line of another release, whose requests may mean something else.
func checkVersion(r *http.Request) error {
	if v := r.Header.Get(protocol.VersionHeader); v != protocol.Version {
		return errorf(protocol.ErrorVersion, "The process that owns the data folder speaks version %s of the protocol, and this command speaks %q. "+
			"Stop that process, or use the stepmill that it is.", protocol.Version, v)
	}
	return nil
}

func (s *Server) ownInfo(context.Context, *protocol.InfoRequest) (*protocol.Info, error) {
	return &protocol.Info{
		Version: s.cfg.ProgramVersion, Protocol: protocol.Version, PID: os.Getpid(), Data: s.cfg.DataFolder, Project: s.cfg.Project,
		CutOff: len(s.engine.CutOff()),
	}, nil
}

// headOf is an execution as the command line sees it.
func (s *Server) headOf(h engine.Head, withOutput bool) *protocol.Head {
	out := &protocol.Head{
		ARN: h.ARN, Name: h.Name, StateMachine: h.MachineName, Type: "STANDARD", Status: string(h.Status), CutOff: s.engine.IsCutOff(h),
		StartDate: h.StartDate, StopDate: h.StopDate, Error: h.Error, Cause: h.Cause, Events: h.Events, MapRun: h.MapRun, Redrives: h.RedriveCount,
	}
	if h.Express {
		out.Type = "EXPRESS"
	}
	if withOutput {
		out.Output = h.Output
	}
	return out
}

// ownError turns an error of the engine into an answer that the command line tells its user.
func ownError(err error, id string) error {
	switch {
	case errors.Is(err, engine.ErrNoExecution):
		return errorf(protocol.ErrorUnknown, "There is no execution %q here. stepmill list shows those there are.", id)
	case errors.Is(err, engine.ErrAmbiguous):
		return errorf(protocol.ErrorAmbiguous, "%v. Give more of the name.", err)
	case errors.Is(err, engine.ErrNotLoaded):
		return errorf(protocol.ErrorCutOff, "The execution %s was cut off when the process that ran it ended. stepmill resume lets it go on.", id)
	}
	return err
}

// stream writes JSON lines, each flushed, so that the reader has it as soon as it is written.
type stream struct {
	w       http.ResponseWriter
	encoder *json.Encoder
}

func newStream(w http.ResponseWriter) stream {
	w.Header().Set("Content-Type", "application/jsonl")
	return stream{w, json.NewEncoder(w)}
}

// write fails when the client has gone.
func (s stream) write(line any) error {
	if err := s.encoder.Encode(line); err != nil {
		return err
	}
	return http.NewResponseController(s.w).Flush()
}
