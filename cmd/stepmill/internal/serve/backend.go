package serve

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/version"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api"
	"github.com/stepmill/stepmill/engine/api/owner"
	"github.com/stepmill/stepmill/engine/metrics"
	"github.com/stepmill/stepmill/engine/project"
	"github.com/stepmill/stepmill/engine/teststate"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/lambda"
	"github.com/stepmill/stepmill/executor/mock"
	"github.com/stepmill/stepmill/executor/service"
	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/bolt"
	"github.com/stepmill/stepmill/store/mem"
)

// backend is everything behind the port.
type backend struct {
	project  *project.Project
	log      *slog.Logger
	services *service.Services
	metrics  *metrics.Metrics
	engine   *engine.Engine
	server   *api.Server

	parts []io.Closer // in the order in which they were opened
}

// open opens everything, or nothing.
func open(ctx context.Context, o *Options, p *project.Project) (*backend, error) {
	b := &backend{project: p, log: slog.New(slog.NewTextHandler(o.Err, nil))}
	p.Region, p.Account = cmp.Or(o.Region, p.Region), cmp.Or(o.Account, p.Account)
	if err := b.open(ctx, o); err != nil {
		return nil, errors.Join(err, b.close())
	}
	return b, nil
}

func (b *backend) open(ctx context.Context, o *Options) error {
	crashed, err := session.ParseCrashedTasks(o.CrashedTasks)
	if err != nil {
		return err
	}
	s, err := b.openStore(o)
	if err != nil {
		return session.Explain(o.Data, err)
	}
	mocks, err := openMocks(o.Mocks)
	if err != nil {
		return cli.Usage(err)
	}
	mux, err := b.openExecutors(o)
	if err != nil {
		return cli.Usage(err)
	}
	observers, err := b.openObservers(o)
	if err != nil {
		return cli.Usage(err)
	}
	p := b.project
	b.engine, err = engine.Open(ctx, engine.Config{
		Store: s, Executors: mux, Mocks: mocks, Region: p.Region, Account: p.Account, Logger: b.log, CrashedTasks: crashed,
		Refuse: b.refuse, Observer: observers,
	})
	if err != nil {
		return session.Explain(o.Data, err)
	}
	b.parts = append(b.parts, b.engine)
	b.server, err = api.New(api.Config{
		Engine: b.engine, Store: s, TestCases: mocks, LogGroup: b.hasLogGroup, TestState: teststate.Config{Executors: mux, Region: p.Region, Account: p.Account},
		Logger: b.log, DataFolder: dataFolder(o), Project: session.ProjectID(p), ProgramVersion: version.Read().Version,
	})
	if err != nil {
		return session.Explain(o.Data, err)
	}
	return session.Explain(o.Data, b.openSocket(o))
}

// openStore opens the data folder. Its owner may be about to end: it is tried for a while.
func (b *backend) openStore(o *Options) (s store.Store, err error) {
	if o.Memory {
		s = mem.New()
	} else {
		s, err = bolt.Open(bolt.Config{Path: filepath.Join(o.Data, session.FileName), LockTimeout: patience})
	}
	if err != nil {
		return nil, err
	}
	b.parts = append(b.parts, s)
	return s, nil
}

// patience is how long the lock of another process is waited for.
const patience = 3 * time.Second

// openExecutors returns who carries out tasks.
func (b *backend) openExecutors(o *Options) (*executor.Mux, error) {
	cfg := b.project.Lambda()
	cfg.Logger = b.log
	if o.Functions != "" {
		more, err := readFunctions(o.Functions)
		if err != nil {
			return nil, err
		}
		cfg.Functions = append(slices.Clip(cfg.Functions), more...)
	}
	functions, err := lambda.Open(cfg)
	if err != nil {
		return nil, err
	}
	b.parts = append(b.parts, functions)
	mux := executor.NewMux()
	functions.Register(mux)
	return mux, b.openServices(o, mux)
}

// openMocks returns the test cases of a file; without one there are none.
func openMocks(path string) (*mock.Mocks, error) {
	if path == "" {
		return new(mock.Mocks), nil
	}
	return mock.Read(path)
}

// openSocket lets the other commands find this process.
func (b *backend) openSocket(o *Options) error {
	if o.Memory {
		return nil
	}
	l, err := owner.Listen(o.Data, b.server)
	if err != nil {
		return err
	}
	b.parts = append(b.parts, closing(func() error {
		ctx, cancel := context.WithTimeout(context.Background(), hangUp)
		defer cancel()
		return l.Close(ctx)
	}))
	return nil
}

// hangUp is how long requests of other terminals may go on when the server stops.
const hangUp = time.Second

func dataFolder(o *Options) string {
	if o.Memory {
		return ""
	}
	if abs, err := filepath.Abs(o.Data); err == nil {
		return abs
	}
	return o.Data
}

// close closes what was opened, the last first.
func (b *backend) close() error {
	var errs []error
	for _, p := range slices.Backward(b.parts) {
		errs = append(errs, p.Close())
	}
	return errors.Join(errs...)
}

type closing func() error

func (f closing) Close() error { return f() }
