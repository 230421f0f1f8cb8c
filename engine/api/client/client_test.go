package client_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api"
	"github.com/stepmill/stepmill/engine/api/client"
	"github.com/stepmill/stepmill/engine/api/owner"
	"github.com/stepmill/stepmill/engine/api/protocol"
	"github.com/stepmill/stepmill/store/mem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	pass   = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}`
	sleepy = `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 3600, "End": true}}}`
)

// clients returns a client of each kind, each with a server of its own.
func clients(t *testing.T) map[string]*client.Client {
	dir := t.TempDir()
	l, err := owner.Listen(dir, server(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close(t.Context()) })
	unix, found, err := owner.Find(dir)
	if !found || err != nil {
		t.Fatalf("find the owner: %v, %v", found, err)
	}
	return map[string]*client.Client{"in process": client.New(client.InProcess(server(t))), "unix": unix}
}

func server(t *testing.T) http.Handler {
	s := mem.New()
	e, err := engine.Open(t.Context(), engine.Config{Store: s})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		e.Close()
		s.Close()
	})
	server, err := api.New(api.Config{Engine: e, Store: s, DataFolder: "/data", Project: "/project"})
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func start(t *testing.T, c *client.Client, in protocol.StartRequest) protocol.StartResponse {
	t.Helper()
	in.Machine = "m"
	out, err := c.Start(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLife(t *testing.T) {
	for name, c := range clients(t) {
		t.Run(name, func(t *testing.T) {
			started := start(t, c, protocol.StartRequest{Definition: pass, Name: "one", Input: `{"k":  1.0}`})
			var events []string
			var head *protocol.Head
			for line, err := range c.Follow(t.Context(), started.ARN) {
				if err != nil {
					t.Fatal(err)
				}
				if line.Event != nil {
					events = append(events, typeOf(t, line.Event))
				}
				head = line.Head
			}
			want := []string{"ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"}
			if !slices.Equal(events, want) || head == nil || head.Output != `{"k":  1.0}` || !head.Closed() {
				t.Fatalf("followed %v until %+v", events, head)
			}
			var reversed []string
			for e, err := range c.History(t.Context(), started.ARN, client.HistoryOptions{Reverse: true, OmitData: true}) {
				if err != nil {
					t.Fatal(err)
				}
				reversed = append(reversed, typeOf(t, e))
			}
			slices.Reverse(reversed)
			if !slices.Equal(reversed, want) {
				t.Errorf("the history backward is %v", reversed)
			}
			if x, err := c.Describe(t.Context(), started.ARN); err != nil || x.Input != `{"k":  1.0}` {
				t.Errorf("described as %+v, %v", x, err)
			}
			if h, err := c.Find(t.Context(), "o"); err != nil || h.ARN != started.ARN {
				t.Errorf("found %+v, %v", h, err)
			}
			if i, err := c.Info(t.Context()); err != nil || i.Data != "/data" || i.Protocol != protocol.Version {
				t.Errorf("info %+v, %v", i, err)
			}
		})
	}
}

// Following ends with its context, and what serves it ends too.
func TestFollowEndsWithContext(t *testing.T) {
	for name, c := range clients(t) {
		t.Run(name, func(t *testing.T) {
			started := start(t, c, protocol.StartRequest{Definition: sleepy})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var last error
			for line, err := range c.Follow(ctx, started.ARN) {
				if last = err; err == nil && typeOf(t, line.Event) == "waitStarted" {
					cancel()
				}
			}
			if last == nil {
				t.Error("the stream ended without an error before the execution closed")
			}
			if err := c.Stop(t.Context(), started.ARN, "Enough", "of it"); err != nil {
				t.Fatal(err)
			}
			if h, err := c.Find(t.Context(), started.ARN); err != nil || h.Status != "ABORTED" || h.Error != "Enough" || h.Cause != "of it" {
				t.Errorf("after the stop: %+v, %v", h, err)
			}
		})
	}
}

func TestListAndLeave(t *testing.T) {
	for name, c := range clients(t) {
		t.Run(name, func(t *testing.T) {
			for _, n := range []string{"a", "b", "c"} {
				start(t, c, protocol.StartRequest{Definition: sleepy, Name: n})
			}
			var got []string
			for h, err := range c.List(t.Context(), protocol.ListRequest{Status: "RUNNING", Machine: "m"}) {
				if err != nil {
					t.Fatal(err)
				}
				if got = append(got, h.Name); len(got) == 2 {
					break
				}
			}
			if !slices.Equal(got, []string{"c", "b"}) {
				t.Errorf("listed %v", got)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	for name, c := range clients(t) {
		t.Run(name, func(t *testing.T) {
			start(t, c, protocol.StartRequest{Definition: sleepy, Name: "same"})
			for _, r := range []struct {
				want string
				in   protocol.StartRequest
			}{
				{protocol.ErrorInvalid, protocol.StartRequest{Machine: "m", Definition: "{}"}},
				{protocol.ErrorInput, protocol.StartRequest{Machine: "m", Definition: pass, Input: "not"}},
				{protocol.ErrorProject, protocol.StartRequest{Machine: "m", Definition: pass, Project: "/other"}},
				{protocol.ErrorExists, protocol.StartRequest{Machine: "m", Definition: pass, Name: "same"}},
			} {
				_, err := c.Start(t.Context(), r.in)
				if refusal := new(protocol.Error); !errors.As(err, &refusal) || refusal.Type != r.want {
					t.Errorf("%+v gave %v", r.in, err)
				}
			}
		})
	}
}

// A command line of another release is refused, whatever it asks.
func TestVersion(t *testing.T) {
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://stepmill/", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Amz-Target", "Stepmill.Info")
	req.Header.Set(protocol.VersionHeader, "0")
	resp, err := client.InProcess(server(t)).RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if text, err := io.ReadAll(resp.Body); err != nil || resp.StatusCode != http.StatusBadRequest || !strings.Contains(string(text), protocol.ErrorVersion) {
		t.Errorf("%d %s, %v", resp.StatusCode, text, err)
	}
}

// A handler that breaks off must not look like one that is done.
func TestBrokenHandler(t *testing.T) {
	c := client.New(client.InProcess(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `{"name": "a"}`+"\n")
		panic(http.ErrAbortHandler)
	})))
	var names []string
	var last error
	for h, err := range c.List(t.Context(), protocol.ListRequest{}) {
		if last = err; err == nil {
			names = append(names, h.Name)
		}
	}
	if last == nil || !slices.Equal(names, []string{"a"}) {
		t.Errorf("listed %v, %v", names, last)
	}
}

func typeOf(t *testing.T, event json.RawMessage) string {
	t.Helper()
	var e struct{ Type string }
	if err := json.Unmarshal(event, &e); err != nil {
		t.Fatal(err)
	}
	return e.Type
}
