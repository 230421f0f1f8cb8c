package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api/protocol"
	"github.com/stepmill/stepmill/engine/registry"
	"github.com/stepmill/stepmill/engine/teststate"
	"github.com/stepmill/stepmill/store"
)

// MaxRequestBytes is how long the body of a request may be: AWS's limit of 1 MB, with room for the escapes of a definition inside JSON.
// Source: AWS Step Functions Developer Guide, "Service quotas" (maximum request size).
const MaxRequestBytes = 4 << 20

// Config says what a Server answers for. Engine and Store are required.
type Config struct {
	// Engine runs the executions. The server does not close it.
	Engine *engine.Engine
	// Store is the engine's store; machines, versions, aliases, tags and activities are kept in it too.
	Store store.Store
	// TestCases says which test cases an execution may be started with, by #<name> behind the ARN of its machine. Default: none.
	TestCases TestCases
	// LogGroup reports whether there is a log group with an ARN; logging to another one is refused. Default: there is every one.
	LogGroup func(arn string) bool
	// Now is the time of creation dates. Default: time.Now.
	Now func() time.Time
	// Draw returns a number from 0 to 99, evenly: which version an alias routes to. Default: random.
	Draw func() int
	// Logger takes what an operator should know: faults of ours. Default: nothing is logged.
	Logger *slog.Logger
	// TestState says where TestState tests states. Default: without executors, so that only mocked tasks can be tested.
	TestState teststate.Config
	// DataFolder and Project are what Stepmill.Info tells; both may be "". A Stepmill.Start that names another project is refused.
	DataFolder, Project string
	// ProgramVersion is what Stepmill.Info tells of this program. Default: "devel".
	ProgramVersion string
}

// TestCases are the cases of a mock configuration.
type TestCases interface {
	HasCase(machine, name string) bool
}

func (c Config) withDefaults() Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.LogGroup == nil {
		c.LogGroup = func(string) bool { return true }
	}
	if c.Draw == nil {
		c.Draw = func() int { return rand.IntN(100) }
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.ProgramVersion == "" {
		c.ProgramVersion = "devel"
	}
	return c
}

func (c Config) validate() error {
	if c.Engine == nil || c.Store == nil {
		return errors.New("api: Config.Engine and Config.Store are required")
	}
	return nil
}

// Server is the http.Handler of an engine. All methods may be called from any goroutine.
type Server struct {
	cfg      Config
	engine   *engine.Engine
	registry *registry.Registry
	pages    pager
}

// New returns a server.
func New(cfg Config) (*Server, error) {
	cfg = cfg.withDefaults()
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	r, err := registry.Open(registry.Config{Store: cfg.Store, Now: cfg.Now})
	if err != nil {
		return nil, fmt.Errorf("open the API: %w", err)
	}
	return &Server{cfg: cfg, engine: cfg.Engine, registry: r, pages: pager{secret: r.Secret(), now: cfg.Now}}, nil
}

// Registry is what the server keeps of machines and activities.
func (s *Server) Registry() *registry.Registry { return s.registry }

// operation answers one operation: it writes the response, or returns an error before it wrote anything.
type operation func(s *Server, w http.ResponseWriter, r *http.Request, body value.Value) error

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	nameRequest(w.Header())
	if err := s.serve(w, r); err != nil {
		s.refuse(w, r, err)
	}
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) error {
	service, name, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	if r.Method != http.MethodPost || name == "" {
		return errorf("UnknownOperationException", "Send POST / with the header X-Amz-Target: AWSStepFunctions.<Operation>.")
	}
	var op operation
	switch service {
	case "AWSStepFunctions":
		op = awsOperations[name]
	case protocol.Target:
		if err := checkVersion(r); err != nil {
			return err
		}
		op = ownOperations[name]
	}
	if op == nil {
		return errorf("UnknownOperationException", "There is no operation %s.%s here.", service, name)
	}
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	return op(s, w, r, body)
}

func readBody(w http.ResponseWriter, r *http.Request) (value.Value, error) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxRequestBytes))
	if tooLong := new(http.MaxBytesError); errors.As(err, &tooLong) {
		return value.Value{}, errorf("ValidationException", "The request is longer than %d bytes.", MaxRequestBytes)
	} else if err != nil {
		return value.Value{}, fmt.Errorf("read the request: %w", err)
	}
	if len(text) == 0 {
		return value.MustParse("{}"), nil
	}
	body, err := value.Parse(string(text))
	if err != nil || body.Kind() != value.Object {
		return value.Value{}, errorf("SerializationException", "The body of the request is not a JSON object.")
	}
	return body, nil
}

// answers makes an operation of a function from a request's shape to a response's.
func answers[In, Out any](f func(*Server, context.Context, *In) (Out, error)) operation {
	return func(s *Server, w http.ResponseWriter, r *http.Request, body value.Value) error {
		in, err := decode[In](body)
		if err != nil {
			return err
		}
		out, err := f(s, r.Context(), in)
		if err != nil {
			return err
		}
		return writeJSON(w, http.StatusOK, out)
	}
}

// nothing is the response of operations that have none.
type nothing struct{}

func writeJSON(w http.ResponseWriter, status int, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("write the response: %w", err)
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.0")
	w.WriteHeader(status)
	w.Write(text) // the client has gone if this fails, and there is nobody to tell
	return nil
}
