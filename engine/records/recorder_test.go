package records

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// gate is a Sink that waits to be opened, and then refuses what it is told to.
type gate struct {
	memo
	entered, open chan struct{}
	refuse        string
}

func (g *gate) Log(group, stream string, lines []Line) error {
	g.entered <- struct{}{}
	<-g.open
	if group == g.refuse {
		return errors.New("there is no such log group")
	}
	return g.memo.Log(group, stream, lines)
}

// step is a step of execution n with some records, the first of which starts it.
func step(n store.Number, records int) engine.Commit {
	h := engine.Head{Number: n, ARN: fmt.Sprintf("arn:aws:states:us-east-1:000000000000:execution:m:%d", n), MachineName: "m", Status: interp.Running}
	rs := make([]history.Record, records)
	for i := range rs {
		rs[i] = history.Record{Type: history.PassStateEntered, ID: int64(i + 1), Name: "P"}
	}
	return engine.Commit{Steps: []engine.Step{{Head: h, Records: rs}}}
}

// TestBacklog finds that a recorder whose sink hangs does not block, loses what is too much, and says so.
func TestBacklog(t *testing.T) {
	var logged bytes.Buffer
	g := &gate{entered: make(chan struct{}), open: make(chan struct{})}
	asked := 0
	r, err := New(Config{
		Sinks: []Sink{g}, Backlog: 3, Logger: slog.New(slog.NewTextHandler(&logged, nil)),
		Logging: func(*engine.Head) Logging { asked++; return Logging{Level: All, Group: "/g"} },
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Observe(step(1, 5)) // too many, but nothing else waits
	<-g.entered
	r.Observe(step(1, 2))
	r.Observe(step(1, 2)) // lost
	r.Observe(step(1, 1))
	g.open <- struct{}{}
	<-g.entered
	g.open <- struct{}{}
	r.Observe(step(1, 1))
	<-g.entered
	close(g.open)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if n := r.Dropped(); n != 2 {
		t.Errorf("%d records are said to be lost, want 2", n)
	}
	if n := strings.Count(g.text.String(), "\n"); n != 5+2+1+1 {
		t.Errorf("%d records were delivered, want 9:\n%s", n, &g.text)
	}
	if text := logged.String(); strings.Count(text, "\n") != 1 || !strings.Contains(text, "some are lost") {
		t.Errorf("the operator reads %q", text)
	}
	if asked != 2 {
		t.Errorf("it was asked %d times how to log, want once, and once more after the loss", asked)
	}
	r.Observe(step(1, 1))
	if n := r.Dropped(); n != 3 {
		t.Errorf("after Close %d records are said to be lost, want 3", n)
	}
	if err := r.Close(); err != nil {
		t.Errorf("a second Close: %v", err)
	}
}

// TestRefusal finds that one sink's refusal of a group is told once, and keeps neither the other group nor the other sink from its records.
func TestRefusal(t *testing.T) {
	var logged bytes.Buffer
	g, m := &gate{entered: make(chan struct{}, 99), open: make(chan struct{}), refuse: "/1"}, &memo{}
	close(g.open)
	r, err := New(Config{
		Sinks: []Sink{g, m}, Logger: slog.New(slog.NewTextHandler(&logged, nil)),
		Logging: func(h *engine.Head) Logging { return Logging{Level: All, Group: fmt.Sprintf("/%d", h.Number)} },
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		r.Observe(step(1, 1))
		<-g.entered
		r.Observe(step(2, 1))
		<-g.entered
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if a, b := strings.Count(g.text.String(), "\n"), strings.Count(m.text.String(), "\n"); a != 3 || b != 6 {
		t.Errorf("delivered %d and %d records, want 3 and 6", a, b)
	}
	if text := logged.String(); strings.Count(text, "\n") != 1 || !strings.Contains(text, `"log group"=/1 error="there is no such log group"`) {
		t.Errorf("the operator reads %q", text)
	}
}

func TestConfig(t *testing.T) {
	for _, c := range []Config{{Events: new(memo).Emit}, {Backlog: -1}} {
		if _, err := New(c); err == nil {
			t.Errorf("New takes %+v", c)
		}
	}
}
