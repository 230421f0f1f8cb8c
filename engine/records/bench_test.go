package records

import (
	"context"
	"sync"
	"testing"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/store/mem"
)

// BenchmarkObserved runs executions of three states, many at a time: unobserved, with a recorder that tells of their status, and with one that also
// writes their log records.
func BenchmarkObserved(b *testing.B) {
	const definition = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "C"}, "C": {"Type": "Pass", "End": true}}}`
	for _, how := range []string{"unobserved", "events", "logs"} {
		b.Run(how, func(b *testing.B) {
			s := mem.New()
			defer s.Close()
			var e *engine.Engine
			cfg := engine.Config{Store: s}
			if how != "unobserved" {
				files, err := OpenFiles(b.TempDir())
				if err != nil {
					b.Fatal(err)
				}
				defer files.Close()
				r, err := New(Config{
					Events: func(context.Context, value.Value) {}, Sinks: []Sink{files}, Backlog: 1 << 30,
					Input: func(ctx context.Context, h engine.Head) (string, error) { return e.Input(ctx, h) },
					Logging: func(*engine.Head) Logging {
						if how == "logs" {
							return Logging{Level: All, Data: true, Group: "/g"}
						}
						return Logging{}
					},
				})
				if err != nil {
					b.Fatal(err)
				}
				defer r.Close()
				cfg.Observer = r
			}
			e, err := engine.Open(b.Context(), cfg)
			if err != nil {
				b.Fatal(err)
			}
			defer e.Close()
			var running sync.WaitGroup
			places := make(chan struct{}, 256)
			for b.Loop() {
				places <- struct{}{}
				running.Go(func() {
					defer func() { <-places }()
					h, err := e.Start(b.Context(), engine.StartRequest{Machine: "m", Definition: definition, Input: value.MustParse(`{"n": 1}`)})
					if err == nil {
						_, err = e.Wait(b.Context(), h.ARN)
					}
					if err != nil {
						b.Error(err)
					}
				})
			}
			running.Wait()
		})
	}
}
