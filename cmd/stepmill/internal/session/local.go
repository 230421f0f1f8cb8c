package session

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/version"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api"
	"github.com/stepmill/stepmill/engine/api/owner"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/lambda"
	"github.com/stepmill/stepmill/executor/service"
	"github.com/stepmill/stepmill/executor/service/states"
	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/bolt"
	"github.com/stepmill/stepmill/store/mem"
)

// local is an engine in this process, and all that it stands on.
type local struct {
	store     io.Closer
	functions *lambda.Functions // nil in a session that only looks
	services  *services         // likewise
	engine    *engine.Engine
	server    *api.Server
	listener  *owner.Listener // nil in memory, and in a session that only looks
}

func openLocal(ctx context.Context, cfg Config) (*local, error) {
	l := &local{}
	if err := l.open(ctx, cfg); err != nil {
		return nil, errors.Join(err, l.close())
	}
	return l, nil
}

// backend is what both stores are.
type backend interface {
	store.Store
	io.Closer
}

func (l *local) open(ctx context.Context, cfg Config) error {
	st, err := openStore(cfg)
	if err != nil {
		return err
	}
	l.store = st
	ec := engine.Config{Store: st, TaskLog: cfg.TaskLog, Logger: cfg.Logger, CrashedTasks: cfg.CrashedTasks, Refuse: l.refuse}
	if cfg.Project != nil {
		ec.Executors, ec.Region, ec.Account = executor.NewMux(), cfg.Project.Region, cfg.Project.Account
		functions := cfg.Project.Lambda()
		functions.Logger = cfg.Logger
		if l.functions, err = lambda.Open(functions); err != nil {
			return err
		}
		l.functions.Register(ec.Executors)
		l.services = &services{cfg: servicesOf(cfg)}
		ec.Executors.Handle(integrations, l.services)
	}
	if l.engine, err = engine.Open(ctx, ec); err != nil {
		return explain(cfg.Data, err)
	}
	l.server, err = api.New(api.Config{
		Engine: l.engine, Store: st, DataFolder: cfg.Data, Project: ProjectID(cfg.Project), Logger: cfg.Logger,
		ProgramVersion: version.Read().Version,
	})
	if err != nil {
		return explain(cfg.Data, err)
	}
	if l.services != nil {
		l.services.cfg.Starter = states.Over(l.server, func(ctx context.Context, arn string) error {
			_, err := l.engine.Wait(ctx, arn)
			return err
		})
	}
	if cfg.Project != nil && !cfg.Memory {
		if l.listener, err = owner.Listen(cfg.Data, l.server); err != nil {
			return explain(cfg.Data, err)
		}
	}
	return nil
}

// refuse says why a task cannot be scheduled.
func (l *local) refuse(resource string, parameters value.Value) *fault.Fault {
	if f := service.Precheck(resource, parameters); f != nil {
		return f
	}
	return l.server.Refuse(resource, parameters)
}

// servicesOf is how the stand-ins for AWS services open: beside the store, with what the project says of them.
func servicesOf(cfg Config) service.Config {
	c := service.Config{Region: cfg.Project.Region, Account: cfg.Project.Account, Settings: map[string]value.Value{}}
	if !cfg.Memory {
		c.Dir = cfg.Data
	}
	for name, s := range cfg.Project.Services {
		c.Settings[name] = s.Settings
	}
	c.S3Root = cfg.Project.Services["s3"].Root
	return c
}

func openStore(cfg Config) (backend, error) {
	if cfg.Memory {
		return mem.New(), nil
	}
	st, err := bolt.Open(bolt.Config{Path: filepath.Join(cfg.Data, FileName), LockTimeout: time.Millisecond})
	if errors.Is(err, store.ErrLocked) {
		return nil, err // Open tries again
	}
	if err != nil {
		return nil, explain(cfg.Data, err)
	}
	return st, nil
}

// hangUp is how long requests of other terminals may go on once the session closes, before they are cut off: time to read the end of an
// execution.
const hangUp = time.Second

// close takes down what is up, from the outside in: nobody new comes in, executors end, what was decided is
// made durable.
func (l *local) close() error {
	var errs []error
	if l.listener != nil {
		ctx, cancel := context.WithTimeout(context.Background(), hangUp)
		errs = append(errs, l.listener.Close(ctx))
		cancel()
	}
	if l.engine != nil {
		errs = append(errs, l.engine.Close())
	}
	if l.services != nil {
		errs = append(errs, l.services.close())
	}
	if l.functions != nil {
		errs = append(errs, l.functions.Close())
	}
	if l.store != nil {
		errs = append(errs, l.store.Close())
	}
	return errors.Join(errs...)
}
