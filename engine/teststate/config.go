package teststate

import (
	"math/rand/v2"
	"time"

	"github.com/stepmill/stepmill/executor"
)

// MaxDuration is how long a tested state may take.
// Source: AWS Step Functions API Reference, TestState.
const MaxDuration = 5 * time.Minute

// Config says where states are tested. The zero Config is usable.
type Config struct {
	// Executors carry out the tasks of requests without a mock. Default: none, so that such tasks fail and say what to add.
	Executors *executor.Mux
	// Region and Account stand in the ARNs of the context object. Default: us-east-1 and 000000000000.
	Region, Account string
	// Now is the time of the test. Default: time.Now.
	Now func() time.Time
	// Random draws the ids of the context object and the numbers of the state's expressions. Default: random.
	Random func() uint64
	// TaskLog takes the lines that a running task writes. Default: they are dropped.
	TaskLog func(line string)
}

func (c Config) withDefaults() Config {
	if c.Executors == nil {
		c.Executors = executor.NewMux()
	}
	if c.Region == "" {
		c.Region = "us-east-1"
	}
	if c.Account == "" {
		c.Account = "000000000000"
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Random == nil {
		c.Random = rand.Uint64
	}
	if c.TaskLog == nil {
		c.TaskLog = func(string) {}
	}
	return c
}

// source is Config.Random for asl/eval.
type source func() uint64

func (s source) Uint64() uint64 { return s() }
