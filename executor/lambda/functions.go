package lambda

import (
	"fmt"
	"runtime"
	"sync"

	"github.com/stepmill/stepmill/asl/fault"
)

// Functions runs local Lambda functions. It is safe for concurrent use.
type Functions struct {
	config Config
	byARN  map[string]*function
	byName map[string]*function

	api          *runtimeAPI
	starter      *starter
	interpreters interpreters
	closing      chan struct{}  // closed by Close
	running      sync.WaitGroup // processes and asynchronous calls

	mu        sync.Mutex // orders track before the close of closing
	closeOnce sync.Once
	closeErr  error
}

// DefaultProcesses is the number of processes of a function that sets no Concurrency: four for each CPU, as most calls wait for
// something else, and at least eight.
func DefaultProcesses() int { return max(8, 4*runtime.NumCPU()) }

// Open returns the functions of cfg, ready to be called. No process runs yet, and code and interpreters are looked up at the first
// call (Check does so earlier). The caller must Close it.
func Open(cfg Config) (*Functions, error) {
	cfg = cfg.withDefaults()
	if err := cfg.validate(); err != nil {
		return nil, fmt.Errorf("open Lambda functions: %w", err)
	}
	fs := &Functions{
		config:  cfg,
		byARN:   map[string]*function{},
		byName:  map[string]*function{},
		closing: make(chan struct{}),
	}
	for _, c := range cfg.Functions {
		n := c.Concurrency
		if n == 0 {
			n = DefaultProcesses()
		}
		f := &function{Function: c, slots: make(chan struct{}, n)}
		fs.byARN[c.ARN] = f
		if fs.byName[c.Name] == nil {
			fs.byName[c.Name] = f
		}
	}
	api, err := listenRuntimeAPI()
	if err != nil {
		return nil, fmt.Errorf("open Lambda functions: %w", err)
	}
	fs.api = api
	fs.starter = newStarter(cfg.Logger)
	return fs, nil
}

// Close ends every call and every process with its whole process group, and returns when nothing is left.
func (fs *Functions) Close() error {
	fs.closeOnce.Do(func() {
		fs.mu.Lock()
		close(fs.closing)
		fs.mu.Unlock()
		fs.api.killAll()
		fs.running.Wait()
		fs.starter.close()
		if err := fs.api.close(); err != nil {
			fs.closeErr = fmt.Errorf("close Lambda functions: %w", err)
		}
	})
	return fs.closeErr
}

// track counts one process or asynchronous call that Close waits for; it reports false once Close has begun.
func (fs *Functions) track() bool {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	select {
	case <-fs.closing:
		return false
	default:
		fs.running.Add(1)
		return true
	}
}

// find returns the function that a name, a partial ARN or a whole ARN means. A whole ARN may come from another account or region:
// then its name decides, so that a definition made for AWS runs as it is.
func (fs *Functions) find(n functionName) (*function, *fault.Fault) {
	if f := fs.byARN[n.arn]; f != nil {
		return f, nil
	}
	if f := fs.byName[n.name]; f != nil {
		return f, nil
	}
	return nil, notFound(n)
}
