package records

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
)

// Sink takes log records.
type Sink interface {
	// Log adds records to a stream of a log group. An error means that they are lost there.
	Log(group, stream string, lines []Line) error
}

// Config says where records go.
type Config struct {
	// Logging returns how an execution is logged; it is asked once per execution and may read the store. Default: no execution is logged.
	Logging func(h *engine.Head) Logging
	// Sinks take the log records, each all of them. Default: none.
	Sinks []Sink
	// Events takes the events for the bus "default" of EventBridge, in the form in which targets get them. Default: none are made.
	Events func(ctx context.Context, event value.Value)
	// Input returns the input of an execution that closes. Required with Events.
	Input func(ctx context.Context, h engine.Head) (string, error)
	// Region stands in the details of scheduled tasks. Default: us-east-1.
	Region string
	// Backlog is how many records may wait to be delivered; what comes when as many wait is lost. Default: 65,536, some 30 MB beside their data.
	Backlog int
	// Logger takes what an operator should know. Default: nothing is logged.
	Logger *slog.Logger
	// Now is the time, for the names of log streams. Default: time.Now.
	Now func() time.Time
}

func (c Config) withDefaults() Config {
	if c.Logging == nil {
		c.Logging = func(*engine.Head) Logging { return Logging{} }
	}
	if c.Region == "" {
		c.Region = "us-east-1"
	}
	if c.Backlog == 0 {
		c.Backlog = 1 << 16
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c
}

func (c Config) validate() error {
	if c.Events != nil && c.Input == nil {
		return errors.New("records: Config.Input is required with Config.Events")
	}
	if c.Backlog < 0 {
		return fmt.Errorf("records: Config.Backlog must be positive, it is %d", c.Backlog)
	}
	return nil
}
