package lambda

import (
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"time"
)

// The defaults and bounds of Lambda.
// Source: AWS Lambda Developer Guide, "Lambda quotas" and "Configure Lambda function timeout".
const (
	DefaultTimeout     = 3 * time.Second
	MaxTimeout         = 900 * time.Second
	DefaultMemoryMB    = 128
	MaxPayload         = 6_291_556 // bytes of a response
	DefaultRegion      = "us-east-1"
	DefaultAccount     = "000000000000"
	DefaultInitTimeout = 60 * time.Second // AWS gives 10 s, but imports are slower from a laptop's cold disk
)

// maxTaskResult is how long the result of a task may be, in bytes. A longer one is refused by the engine, whatever it holds.
// Source: AWS Step Functions Developer Guide, "Service quotas".
const maxTaskResult = 256 << 10

// Config is what Open needs.
type Config struct {
	Functions []Function
	Region    string // default DefaultRegion
	Account   string // default DefaultAccount
	// Environment is set for every function; a function's own Environment wins.
	Environment map[string]string
	// InitTimeout is how long a new process may take until it asks for its first call; default DefaultInitTimeout.
	InitTimeout time.Duration
	// Logger hears about processes, not about what they print; default none.
	Logger *slog.Logger
}

// Function says how to run one function. Name, and either Command or Runtime, are required.
type Function struct {
	Name    string
	ARN     string // default: Name in the Config's region and account
	Runtime string // python3.12, nodejs20.x, provided.al2023, go1.x
	Handler string // handler.handler; for provided and go the name of the executable, default bootstrap
	Code    string // folder with the code, and the working folder; default "."
	// Command runs instead of a Runtime: an executable that speaks the Runtime API, with its arguments.
	Command []string
	Timeout time.Duration // default DefaultTimeout, at most MaxTimeout
	// Concurrency is the number of calls at a time; further ones fail with Lambda.TooManyRequestsException. With 0 there are at most
	// DefaultProcesses() processes, and further calls wait for one.
	Concurrency int
	Environment map[string]string
	MemoryMB    int // told to the function, not enforced; default DefaultMemoryMB
}

func (c Config) withDefaults() Config {
	if c.Region == "" {
		c.Region = DefaultRegion
	}
	if c.Account == "" {
		c.Account = DefaultAccount
	}
	if c.InitTimeout == 0 {
		c.InitTimeout = DefaultInitTimeout
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	functions := make([]Function, len(c.Functions))
	for i, f := range c.Functions {
		functions[i] = c.complete(f)
	}
	c.Functions = functions
	return c
}

func (c Config) complete(f Function) Function {
	if f.ARN == "" {
		f.ARN = fmt.Sprintf("arn:aws:lambda:%s:%s:function:%s", c.Region, c.Account, f.Name)
	}
	if f.Code == "" {
		f.Code = "."
	}
	if f.Timeout == 0 {
		f.Timeout = DefaultTimeout
	}
	if f.MemoryMB == 0 {
		f.MemoryMB = DefaultMemoryMB
	}
	env := maps.Clone(c.Environment)
	if env == nil {
		env = map[string]string{}
	}
	maps.Copy(env, f.Environment)
	f.Environment = env
	return f
}

// validate checks a Config that has its defaults.
func (c Config) validate() error {
	seen := map[string]bool{}
	for _, f := range c.Functions {
		switch {
		case f.Name == "" || strings.ContainsAny(f.Name, ": \t\n"):
			return fmt.Errorf("function name %q: write a name without colons and spaces", f.Name)
		case seen[f.ARN]:
			return fmt.Errorf("function %s is there twice; give each function its own name or ARN", f.ARN)
		case len(f.Command) == 0 && f.Runtime == "":
			return fmt.Errorf("function %s has neither a runtime nor a command; say how to run it", f.Name)
		case f.Timeout < 0 || f.Timeout > MaxTimeout:
			return fmt.Errorf("function %s has a timeout of %s; Lambda allows up to %s", f.Name, f.Timeout, MaxTimeout)
		case f.Concurrency < 0:
			return fmt.Errorf("function %s has a concurrency of %d; write 1 or more, or leave it out", f.Name, f.Concurrency)
		}
		seen[f.ARN] = true
	}
	return nil
}
