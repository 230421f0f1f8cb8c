package bench

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store/bolt"
)

// LoopReport is the measurement of one execution that loops to the history limit.
type LoopReport struct {
	Events  int64   `json:"events"`
	Seconds float64 `json:"seconds"`
}

const loopMachine = `{"StartAt": "More", "States": {
  "More": {"Type": "Choice", "Choices": [{"Variable": "$.on", "BooleanEquals": true, "Next": "Work"}], "Default": "Done"},
  "Work": {"Type": "Pass", "Next": "More"},
  "Done": {"Type": "Succeed"}}}`

// measureLoop runs a Choice and a Pass state in turns until the history limit cuts the execution.
func measureLoop(ctx context.Context, dir string) (r LoopReport, err error) {
	s, err := bolt.Open(bolt.Config{Path: filepath.Join(dir, "loop", "stepmill.db")})
	if err != nil {
		return r, err
	}
	defer s.Close()
	e, err := engine.Open(ctx, engine.Config{Store: s})
	if err != nil {
		return r, err
	}
	defer e.Close()
	begin := time.Now()
	h, err := e.Start(ctx, engine.StartRequest{Machine: "loop", Definition: loopMachine, Input: value.MustParse(`{"on":true}`)})
	if err != nil {
		return r, err
	}
	if h, err = e.Wait(ctx, h.ARN); err != nil {
		return r, err
	}
	if h.Status != interp.Failed || h.Events != interp.MaxEvents {
		return r, fmt.Errorf("the loop ended %s after %d events, not at the limit", h.Status, h.Events)
	}
	return LoopReport{Events: h.Events, Seconds: time.Since(begin).Seconds()}, nil
}
