package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api"
	"github.com/stepmill/stepmill/engine/api/owner"
	"github.com/stepmill/stepmill/engine/teststate"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/lambda"
	"github.com/stepmill/stepmill/executor/mock"
	"github.com/stepmill/stepmill/executor/service/states"
	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/bolt"
	"github.com/stepmill/stepmill/store/mem"
)

// grace is how long requests under way may take to end when the server stops.
const grace = 5 * time.Second

// run serves until ctx ends.
func run(ctx context.Context, o Options) (err error) {
	log := slog.New(slog.NewTextHandler(o.IO.Err, nil))
	var parts closers
	defer func() { err = errors.Join(err, parts.close()) }()
	s, err := openStore(o)
	if err != nil {
		return cli.Usage(err)
	}
	parts.add(s)
	mux, err := openExecutors(o, log, &parts)
	if err != nil {
		return cli.Usage(err)
	}
	mocks, err := openMocks(o)
	if err != nil {
		return cli.Usage(err)
	}
	var server *api.Server // it is there before anything runs
	e, err := engine.Open(ctx, engine.Config{
		Store: s, Executors: mux, Mocks: mocks, Region: o.Region, Account: o.Account, Logger: log,
		Refuse: func(resource string, args value.Value) *fault.Fault { return server.Refuse(resource, args) },
	})
	if err != nil {
		return err
	}
	parts.add(e)
	server, err = api.New(api.Config{
		Engine: e, Store: s, TestCases: mocks, Logger: log, DataFolder: dataFolder(o), Project: projectFolder(o),
		TestState: teststate.Config{Executors: mux, Region: o.Region, Account: o.Account},
	})
	if err != nil {
		return err
	}
	states.Register(mux, states.Over(server, func(ctx context.Context, arn string) error {
		_, err := e.Wait(ctx, arn)
		return err
	}))
	if !o.Globals.Memory {
		l, err := owner.Listen(o.Globals.Data, server)
		if err != nil {
			return err
		}
		parts.add(closeFunc(func() error { return l.Close(expired()) }))
	}
	if err := resume(ctx, e, o); err != nil {
		return err
	}
	return listen(ctx, o, withHealth(server, e))
}

func openStore(o Options) (store.Store, error) {
	if o.Globals.Memory {
		return mem.New(), nil
	}
	s, err := bolt.Open(bolt.Config{Path: filepath.Join(o.Globals.Data, "stepmill.db")})
	if errors.Is(err, store.ErrLocked) {
		return nil, fmt.Errorf("another stepmill uses the data folder %s; stop it, or name another folder with --data", o.Globals.Data)
	}
	return s, err
}

// openExecutors returns who carries out tasks.
func openExecutors(o Options, log *slog.Logger, parts *closers) (*executor.Mux, error) {
	mux := executor.NewMux()
	if o.Functions == "" {
		return mux, nil
	}
	list, err := readFunctions(o.Functions)
	if err != nil {
		return nil, err
	}
	functions, err := lambda.Open(lambda.Config{Functions: list, Region: o.Region, Account: o.Account, Logger: log})
	if err != nil {
		return nil, err
	}
	parts.add(functions)
	functions.Register(mux)
	return mux, nil
}

// openMocks returns the test cases; without a file there are none.
func openMocks(o Options) (*mock.Mocks, error) {
	if o.Mocks == "" {
		return new(mock.Mocks), nil
	}
	return mock.Read(o.Mocks)
}

// resume lets go on what was cut off when the last process of the folder ended.
func resume(ctx context.Context, e *engine.Engine, o Options) error {
	resumed, err := e.Resume(ctx)
	if len(resumed) > 0 {
		fmt.Fprintf(o.IO.Err, "%d executions that were cut off go on\n", len(resumed))
	}
	return err
}

// listen serves on the address until ctx ends, and then lets requests under way end.
func listen(ctx context.Context, o Options, h http.Handler) error {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", o.Addr)
	if err != nil {
		return cli.Usage(fmt.Errorf("listen on %s: %w", o.Addr, err))
	}
	who := "this machine alone"
	if a, ok := l.Addr().(*net.TCPAddr); ok && !a.IP.IsLoopback() {
		who = "everybody who reaches it, without any check"
	}
	fmt.Fprintf(o.IO.Err, "http://%s answers the Step Functions API to %s\n", l.Addr(), who)
	requests, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return requests }}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	fmt.Fprintln(o.IO.Err, "stopping; executions that run go on with the next serve or resume")
	patience, cancel := context.WithTimeout(requests, grace)
	defer cancel()
	time.AfterFunc(grace/10, cut) // long polls end soon, short requests have time
	if server.Shutdown(patience) != nil {
		err = server.Close()
	}
	<-failed
	return err
}

// withHealth answers GET /healthz beside the API.
func withHealth(h http.Handler, e *engine.Engine) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", h)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		if err := e.Err(); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		io.WriteString(w, "ok\n")
	})
	return mux
}

func dataFolder(o Options) string {
	if o.Globals.Memory {
		return ""
	}
	return absolute(o.Globals.Data)
}

func projectFolder(o Options) string {
	if o.Globals.Project == "" {
		return ""
	}
	return absolute(o.Globals.Project)
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// expired is a context that has ended: what is closed under it does not wait.
func expired() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// closers closes what was opened, the last first.
type closers []io.Closer

func (c *closers) add(x io.Closer) { *c = append(*c, x) }

func (c closers) close() error {
	var errs []error
	for i := len(c) - 1; i >= 0; i-- {
		errs = append(errs, c[i].Close())
	}
	return errors.Join(errs...)
}

type closeFunc func() error

func (f closeFunc) Close() error { return f() }
