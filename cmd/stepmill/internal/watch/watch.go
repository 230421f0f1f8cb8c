package watch

import (
	"context"
	"errors"
	"sync"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/progress"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
	"github.com/stepmill/stepmill/engine/api/protocol"
)

// Watch is a wait for executions.
type Watch struct {
	cli.Globals
	cli.IO
	Session  *session.Session
	Progress *progress.Reporter
}

// Closed is how an execution closed.
type Closed struct {
	protocol.Head
	Where string // the state that failed, "" if none did
}

// All follows executions until each has closed and returns them in order, and the signal that cut the wait short, if one did. The first Ctrl-C, or
// another signal that asks the process to end, aborts them; the second ends the process as if nobody handled it: nothing that was acknowledged is
// lost by that.
func (w *Watch) All(ctx context.Context, hs []protocol.Head) (closed []Closed, by *Signal, err error) {
	asked, ignore := signals()
	defer ignore()
	closed = make([]Closed, len(hs))
	errs := make([]error, len(hs))
	finished := make(chan struct{})
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var following sync.WaitGroup
	for i, h := range hs {
		w.Progress.Begin(h.Name, h.StateMachine)
		following.Go(func() { closed[i], errs[i] = w.follow(ctx, h) })
	}
	go func() {
		following.Wait()
		close(finished)
	}()
	select {
	case <-finished:
	case s := <-asked:
		ignore()
		by = signalOf(s)
		if !w.abort(ctx, hs, by) {
			cancel() // it runs on elsewhere; there is nothing to wait for
			<-finished
			return closed, by, nil
		}
		<-finished
	}
	return closed, by, errors.Join(errs...)
}

// abort stops what still runs, and reports whether all of it could be stopped.
func (w *Watch) abort(ctx context.Context, hs []protocol.Head, by *Signal) bool {
	all := true
	w.Progress.Say(term.Yellow, "%s", by.says)
	for _, h := range hs {
		if err := w.Session.Stop(ctx, h.ARN, "", by.cause); err != nil {
			w.Progress.Say(term.Red, "%s cannot be stopped: %v", h.Name, w.Session.Explain(err))
			all = false
		}
	}
	return all
}

func (w *Watch) follow(ctx context.Context, h protocol.Head) (Closed, error) {
	for line, err := range w.Session.Follow(ctx, h.ARN) {
		if err != nil {
			return Closed{Head: h}, err
		}
		if line.Head != nil {
			return Closed{*line.Head, w.Progress.Where(h.Name)}, nil
		}
		e, err := progress.ParseEvent(line.Event)
		if err != nil {
			return Closed{Head: h}, err
		}
		w.Progress.Event(h.Name, e)
	}
	return Closed{Head: h}, errors.New("the events of the execution ended before it did")
}
