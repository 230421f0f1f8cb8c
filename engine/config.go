package engine

import (
	"errors"
	"io"
	"log/slog"
	"runtime"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/store"
)

// Config says how an engine runs. Only Store is required.
type Config struct {
	// Store holds everything the engine knows. The engine does not close it.
	Store store.Store
	// Executors carry out tasks. Default: none, so that every task fails and says what to add.
	Executors *executor.Mux
	// Mocks answer tasks of executions that were started with a TestCase, instead of Executors. Default: none.
	Mocks Mocks
	// Refuse is asked before a task is scheduled: a fault, such as that there is no such activity, ends the execution. It is called from many
	// goroutines and must not block. Default: nothing is refused.
	Refuse func(resource string, parameters value.Value) *fault.Fault
	// Region and Account stand in the ARNs the engine makes. Default: us-east-1 and 000000000000.
	Region, Account string
	// Role is the role ARN of executions whose start names none. Default: arn:aws:iam::<Account>:role/stepmill.
	Role string
	// Shards is the number of goroutines that step executions. Default: GOMAXPROCS.
	Shards int
	// Clock is the time. Default: the system's.
	Clock Clock
	// Seed makes the seeds of executions, for tests; default: random.
	Seed func() uint64
	// TaskLog takes the lines that running tasks write. It is called from many goroutines. Default: they are dropped.
	TaskLog func(TaskLine)
	// Observer is told what has become durable. Default: nobody is, which costs nothing.
	Observer Observer
	// Logger takes what an operator should know. Default: nothing is logged.
	Logger *slog.Logger
	// ExpressEvents is how many events of an Express execution stay in memory for History. Default: 1,000. Negative: none.
	ExpressEvents int
	// ExpressHistory writes the events of Express executions to the store like those of Standard ones.
	ExpressHistory bool
	// CrashedTasks says what becomes of a task that was in flight when the process died. Default: RerunTasks.
	CrashedTasks CrashedTasks
}

// Mocks answer tasks in test cases.
type Mocks interface {
	// Lookup returns what answers the tasks of a state of a machine in a test case; false where Executors are to carry them out.
	Lookup(machine, testCase, state string) (executor.Executor, bool)
}

// CrashedTasks is the choice between at-least-once and at-most-once for tasks that were in flight at a crash.
type CrashedTasks uint8

const (
	// RerunTasks runs them again, with the same token.
	RerunTasks CrashedTasks = iota
	// FailTasks fails them with States.TaskFailed, which Retry and Catch may handle.
	FailTasks
)

// TaskLine is one line that a running task wrote.
type TaskLine struct {
	Execution string // ARN
	Name      string // of the execution
	State     string
	Line      string
}

func (c Config) withDefaults() Config {
	if c.Executors == nil {
		c.Executors = new(executor.Mux)
	}
	if c.Region == "" {
		c.Region = "us-east-1"
	}
	if c.Account == "" {
		c.Account = "000000000000"
	}
	if c.Role == "" {
		c.Role = "arn:aws:iam::" + c.Account + ":role/stepmill"
	}
	if c.Shards == 0 {
		c.Shards = runtime.GOMAXPROCS(0)
	}
	if c.Clock == nil {
		c.Clock = wallClock{}
	}
	if c.Seed == nil {
		c.Seed = randomSeed
	}
	if c.TaskLog == nil {
		c.TaskLog = func(TaskLine) {}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if c.ExpressEvents == 0 {
		c.ExpressEvents = 1000
	}
	return c
}

func (c Config) validate() error {
	if c.Store == nil {
		return errors.New("engine: Config.Store is missing")
	}
	if c.Shards < 0 || c.Shards > 1024 {
		return errors.New("engine: Config.Shards must be between 1 and 1024")
	}
	return nil
}
