package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/bolt"
)

// ConcurrentReport is the measurement of many executions at once. The clock stops when every execution has closed and the live log is empty.
type ConcurrentReport struct {
	Executions      int     `json:"executions"`
	InFlight        int     `json:"inFlight"`
	Seconds         float64 `json:"seconds"`
	Events          int64   `json:"events"`
	Tasks           int64   `json:"tasks"`
	Commits         int     `json:"commits"`
	EventsPerSecond float64 `json:"eventsPerSecond"`
	StatesPerSecond float64 `json:"statesPerSecond"`
	TasksPerSecond  float64 `json:"tasksPerSecond"`
	BytesPerSecond  float64 `json:"historyBytesPerSecond"` // uncompressed
	FileBytes       int64   `json:"fileBytes"`
	PeakRSSAnon     int64   `json:"peakRssAnon"`
}

// tenStates is an order as a small business would handle it: ten states, two of them tasks.
const tenStates = `{"StartAt": "Receive", "States": {
  "Receive": {"Type": "Pass", "ResultPath": "$.received", "Result": true, "Next": "Known"},
  "Known": {"Type": "Choice", "Choices": [{"Variable": "$.customer.id", "IsPresent": true, "Next": "Price"}], "Default": "Refuse"},
  "Price": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:work", "ResultPath": "$.priced", "Next": "Large"},
  "Large": {"Type": "Choice", "Choices": [{"Variable": "$.total", "NumericGreaterThan": 100, "Next": "Discount"}], "Default": "Reserve"},
  "Discount": {"Type": "Pass", "Result": 5, "ResultPath": "$.discount", "Next": "Reserve"},
  "Reserve": {"Type": "Pass", "Result": "reserved", "ResultPath": "$.stock", "Next": "Charge"},
  "Charge": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:work", "ResultPath": "$.charged", "Next": "Pack"},
  "Pack": {"Type": "Pass", "Result": "packed", "ResultPath": "$.parcel", "Next": "Ship"},
  "Ship": {"Type": "Pass", "Result": "shipped", "ResultPath": "$.state", "Next": "Done"},
  "Done": {"Type": "Succeed"},
  "Refuse": {"Type": "Fail", "Error": "Unknown"}}}`

const statesEntered = 10

// orderLines are the lines of the orders of the two runs: eighteen make an input of some one and a half kilobytes, none makes 120 bytes.
const (
	orderLines      = 18
	shortOrderLines = 0
)

// order is an input of the machine.
func order(n int) value.Value {
	var lines []string
	for i := range n {
		lines = append(lines, fmt.Sprintf(`{"sku":"SKU-%04d","name":"A thing of some kind, number %d","quantity":%d,"price":%d.95}`, i*37, i, i+1, 10*i+9))
	}
	return value.MustParse(`{"order":"2024-000017","total":412.5,"customer":{"id":"c-81","name":"Ada Example","email":"ada@example.com"},"lines":[` +
		strings.Join(lines, ",") + `]}`)
}

// worker is an in-process task: it answers at once.
type worker struct{ done atomic.Int64 }

func (w *worker) Run(context.Context, executor.Task, executor.Reporter) (value.Value, *fault.Fault) {
	w.done.Add(1)
	return value.True, nil
}

// commit is what one commit of the run held, to be written again plainly.
type commit struct{ entries, bytes int }

// counted is a store that notes the size of its commits, with their history uncompressed.
type counted struct {
	store.Store
	commits []commit
	bytes   int64
}

func measureConcurrent(ctx context.Context, dir string, o *Options, lines int) (r ConcurrentReport, commits []commit, err error) {
	path := filepath.Join(dir, fmt.Sprint("concurrent", lines), "stepmill.db")
	b, err := bolt.Open(bolt.Config{Path: path})
	if err != nil {
		return r, nil, err
	}
	defer b.Close()
	s := &counted{Store: b}
	w := &worker{}
	mux := new(executor.Mux)
	mux.Handle("arn:aws:lambda:*:*:function:work", w)
	e, err := engine.Open(ctx, engine.Config{Store: s, Executors: mux})
	if err != nil {
		return r, nil, err
	}
	defer e.Close()
	peak := watchMemory()
	begin := time.Now()
	n, events, err := drive(ctx, e, o, order(lines), begin)
	if err == nil {
		err = emptyLog(ctx, b)
	}
	r.Seconds = time.Since(begin).Seconds()
	r.PeakRSSAnon = peak()
	if err != nil {
		return r, nil, err
	}
	r.Executions, r.InFlight, r.Events, r.Tasks, r.Commits = n, o.InFlight, events, w.done.Load(), len(s.commits)
	r.EventsPerSecond = float64(events) / r.Seconds
	r.StatesPerSecond = float64(n*statesEntered) / r.Seconds
	r.TasksPerSecond = float64(r.Tasks) / r.Seconds
	r.BytesPerSecond = float64(s.bytes) / r.Seconds
	if st, err := os.Stat(path); err == nil {
		r.FileBytes = st.Size()
	}
	return r, s.commits, nil
}

// drive keeps InFlight executions going until both the number and the time are reached.
func drive(ctx context.Context, e *engine.Engine, o *Options, input value.Value, begin time.Time) (n int, events int64, err error) {
	var started, total atomic.Int64
	errs := make(chan error, o.InFlight)
	var wg sync.WaitGroup
	for range o.InFlight {
		wg.Go(func() {
			for started.Add(1) <= int64(o.Executions) || time.Since(begin) < o.AtLeast {
				h, err := e.Start(ctx, engine.StartRequest{Machine: "order", Definition: tenStates, Input: input})
				if err == nil {
					h, err = e.Wait(ctx, h.ARN)
				}
				if err == nil && h.Status != interp.Succeeded {
					err = fmt.Errorf("%s ended %s: %s", h.ARN, h.Status, h.Cause)
				}
				if err != nil {
					errs <- err
					return
				}
				total.Add(h.Events)
			}
			started.Add(-1)
		})
	}
	wg.Wait()
	close(errs)
	for e := range errs {
		err = errors.Join(err, e)
	}
	return int(started.Load()), total.Load(), err
}

// emptyLog waits until everything has moved from the live log to the history.
func emptyLog(ctx context.Context, s store.Store) error {
	for {
		st, err := s.Stats()
		if err != nil || st.LogEntries == 0 {
			return err
		}
		select {
		case <-time.After(time.Millisecond):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// Append notes what a commit holds.
func (s *counted) Append(b store.Batch) error {
	c := commit{entries: len(b.Entries)}
	for _, e := range b.Entries {
		c.bytes += history.PlainSize(e.Data)
	}
	if err := s.Store.Append(b); err != nil {
		return err
	}
	if c.entries > 0 {
		s.commits = append(s.commits, c)
		s.bytes += int64(c.bytes)
	}
	return nil
}
