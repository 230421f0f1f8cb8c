package apitest

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api"
	"github.com/stepmill/stepmill/engine/teststate"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/store/mem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	prefix = "arn:aws:states:us-east-1:000000000000:"
	role   = "arn:aws:iam::000000000000:role/tests"
	double = "arn:aws:lambda:us-east-1:000000000000:function:double"
	send   = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
)

// server is the API over an engine whose executors double numbers and pass on tokens.
type server struct {
	engine *engine.Engine
	api    *api.Server
	// tokens has the task tokens of callbacks, in the order in which their tasks ran.
	tokens chan string
}

// open opens a server. It returns what closes it, too, so that a fuzzer need not keep servers until its end.
func open(tb testing.TB) (s *server, closeAll func()) {
	tb.Helper()
	s = &server{tokens: make(chan string, 100)}
	mux := executor.NewMux()
	mux.Handle(double, doubler{})
	mux.Handle(send, sender{s.tokens})
	store := mem.New()
	var err error
	s.engine, err = engine.Open(context.Background(), engine.Config{
		Store: store, Executors: mux, Shards: 1,
		Refuse: func(resource string, args value.Value) *fault.Fault { return s.api.Refuse(resource, args) },
	})
	if err != nil {
		tb.Fatal(err)
	}
	s.api, err = api.New(api.Config{Engine: s.engine, Store: store, TestState: teststate.Config{Executors: mux}})
	if err != nil {
		tb.Fatal(err)
	}
	return s, func() {
		if err := s.engine.Close(); err != nil {
			tb.Error(err)
		}
		if err := store.Close(); err != nil {
			tb.Error(err)
		}
	}
}

// doubler is a function that doubles a number.
type doubler struct{}

func (doubler) Run(_ context.Context, t executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
	if t.Parameters.Kind() != value.Number {
		return value.Value{}, &fault.Fault{Error: "TypeError", Cause: "I double numbers only."}
	}
	return value.Float(2 * t.Parameters.Float()), nil
}

// sender is a queue whose reader takes the token out of the message.
type sender struct{ tokens chan<- string }

func (s sender) Run(ctx context.Context, t executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
	r.Submitted(value.MustParse(`{"MessageId": "1"}`), nil)
	select {
	case s.tokens <- t.Token:
	case <-ctx.Done():
	}
	return value.Value{}, executor.ErrPending
}

// listen serves HTTP for the length of a test.
func listen(t *testing.T) (*server, *httptest.Server) {
	t.Helper()
	s, closeAll := open(t)
	web := httptest.NewServer(s.api)
	t.Cleanup(func() {
		web.Close()
		closeAll()
	})
	return s, web
}

// dial returns an SDK client of a server, which makes no second attempts.
func dial(t *testing.T) (*sfn.Client, *server) {
	t.Helper()
	s, web := listen(t)
	return client(t, web.Listener.Addr().String()), s
}

// client returns an SDK client of an address. The SDK puts sync- before the host for StartSyncExecution and TestState; any host leads to the address.
func client(t *testing.T, addr string) *sfn.Client {
	t.Helper()
	transport := &http.Transport{
		MaxIdleConnsPerHost: 128,
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, addr)
		},
	}
	t.Cleanup(transport.CloseIdleConnections)
	return sfn.New(sfn.Options{
		Region:           "us-east-1",
		BaseEndpoint:     aws.String("http://" + addr),
		Credentials:      credentials.NewStaticCredentialsProvider("test", "test", ""),
		HTTPClient:       &http.Client{Transport: transport},
		RetryMaxAttempts: 1,
	})
}
