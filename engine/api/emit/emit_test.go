package emit

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/registry"
	"github.com/stepmill/stepmill/store/mem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	works = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}`
	fails = `{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}`
	group = "arn:aws:logs:us-east-1:000000000000:log-group:g:*"
)

// told runs one execution of a machine with a logging configuration and returns what was logged, and the details of the events.
func told(t *testing.T, definition, logging string, express bool) (records, events []string) {
	t.Helper()
	s := mem.New()
	defer s.Close()
	r, err := registry.Open(registry.Config{Store: s})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := r.CreateMachine(registry.NewMachine{Name: "m", Settings: registry.Settings{Logging: logging}}); err != nil {
		t.Fatal(err)
	}
	var e *engine.Engine
	var mu sync.Mutex
	emitter, err := New(Config{
		Registry: func() *registry.Registry { return r },
		Input:    func(ctx context.Context, h engine.Head) (string, error) { return e.Input(ctx, h) },
		Log: func(g, stream string, _ time.Time, record string) error {
			mu.Lock()
			defer mu.Unlock()
			if g != group || !strings.HasPrefix(stream, "states/m/") {
				t.Errorf("logged to %s %s", g, stream)
			}
			v := value.MustParse(record)
			records = append(records, fmt.Sprintf("%s<%s %s %s", v.Get("id").Str(), v.Get("previous_event_id").Str(), v.Get("type").Str(), v.Get("details").JSON()))
			return nil
		},
		Event: func(_ context.Context, v value.Value) {
			mu.Lock()
			defer mu.Unlock()
			d := v.Get("detail")
			events = append(events, fmt.Sprintf("%s %s %s %s %s", d.Get("status").Str(), d.Get("input").Str(), d.Get("output").JSON(), d.Get("error").JSON(), d.Get("redriveStatus").Str()))
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if e, err = engine.Open(t.Context(), engine.Config{Store: s, Observer: emitter}); err != nil {
		t.Fatal(err)
	}
	h, err := e.Start(t.Context(), engine.StartRequest{Machine: "m", Definition: definition, Input: value.MustParse("1"), Role: "r", Express: express})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Wait(t.Context(), h.ARN); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if err := emitter.Close(); err != nil {
		t.Fatal(err)
	}
	return records, events
}

func TestLevels(t *testing.T) {
	config := func(level string, data bool) string {
		return fmt.Sprintf(`{"level": %q, "includeExecutionData": %t, "destinations": [{"cloudWatchLogsLogGroup": {"logGroupArn": %q}}]}`, level, data, group)
	}
	for _, c := range []struct {
		name, definition, logging string
		want                      []string
	}{
		{"everything", works, config("ALL", true), []string{
			`1<0 ExecutionStarted {"input":"1","inputDetails":{"truncated":false},"roleArn":"r"}`,
			`2<0 PassStateEntered {"name":"A","input":"1","inputDetails":{"truncated":false}}`,
			`3<2 PassStateExited {"name":"A","output":"1","outputDetails":{"truncated":false}}`,
			`4<3 ExecutionSucceeded {"output":"1","outputDetails":{"truncated":false}}`,
		}},
		{"without data", works, config("ALL", false), []string{
			`1<0 ExecutionStarted {"roleArn":"r"}`, `2<0 PassStateEntered {"name":"A"}`, `3<2 PassStateExited {"name":"A"}`, `4<3 ExecutionSucceeded {}`,
		}},
		{"errors", fails, config("ERROR", false), []string{`2<0 FailStateEntered {"name":"F"}`, `3<2 ExecutionFailed {"error":"E"}`}},
		{"fatal ones", fails, config("FATAL", false), []string{`3<2 ExecutionFailed {"error":"E"}`}},
		{"off", fails, config("OFF", true), nil},
		{"not at all", works, "", nil},
	} {
		for _, express := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/express=%t", c.name, express), func(t *testing.T) {
				if got, _ := told(t, c.definition, c.logging, express); !slices.Equal(got, c.want) {
					t.Errorf("logged\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
				}
			})
		}
	}
}

func TestStatusEvents(t *testing.T) {
	for definition, want := range map[string][]string{
		works: {"RUNNING 1 null null NOT_REDRIVABLE", `SUCCEEDED 1 "1" null NOT_REDRIVABLE`},
		fails: {"RUNNING 1 null null NOT_REDRIVABLE", `FAILED 1 null "E" REDRIVABLE`},
	} {
		if _, got := told(t, definition, "", false); !slices.Equal(got, want) {
			t.Errorf("events %q, want %q", got, want)
		}
		if _, got := told(t, definition, "", true); got != nil {
			t.Errorf("events of an Express execution: %q", got)
		}
	}
}
