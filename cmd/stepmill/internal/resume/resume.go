package resume

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/progress"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/target"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/watch"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api/protocol"
)

// Options are the flags of stepmill resume and what it needs.
type Options struct {
	cli.Globals
	cli.IO
	IDs          []string
	CrashedTasks string
}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	o := &Options{}
	c := &cobra.Command{
		Use:   "resume [ID...]",
		Short: "Let executions go on that were cut off",
		Long: `Let executions go on that were cut off when the process that ran them ended: all
of them, or those named. A task that had succeeded does not run again; one that
was in flight runs again, unless --crashed-tasks says otherwise.

It waits for them as run does, and prints their outputs in the order in which
they were started.`,
		ValidArgsFunction: session.Complete,
		RunE: func(c *cobra.Command, args []string) error {
			o.Globals, o.IO, o.IDs = cli.GlobalsOf(c), cli.IOOf(c), args
			return run(c.Context(), o)
		},
	}
	session.CrashedTasksFlag(c, &o.CrashedTasks)
	return c
}

func run(ctx context.Context, o *Options) error {
	crashed, err := session.ParseCrashedTasks(o.CrashedTasks)
	if err != nil {
		return err
	}
	p, err := target.Project(o.Project, o.IO)
	if err != nil {
		return err
	}
	show := progress.NewReporter(o.Err, o.Now)
	defer show.Close()
	s, err := session.Open(ctx, session.Config{
		Globals: o.Globals, Project: p, CrashedTasks: crashed, Logger: show.Logger(),
		TaskLog: func(l engine.TaskLine) { show.Log(l.Name, l.State, l.Line) },
	})
	if err != nil {
		return err
	}
	if err := s.Publish(ctx, p); err != nil { // what goes on may start executions of them
		return s.End(s.Explain(err))
	}
	return s.End(o.inSession(ctx, s, show))
}

func (o *Options) inSession(ctx context.Context, s *session.Session, show *progress.Reporter) error {
	hs, err := o.resume(ctx, s)
	if err != nil {
		return s.Explain(err)
	}
	if len(hs) == 0 {
		fmt.Fprintln(o.Err, "Nothing was cut off.")
		return nil
	}
	w := &watch.Watch{Globals: o.Globals, IO: o.IO, Session: s, Progress: show}
	closed, by, err := w.All(ctx, hs)
	show.Close()
	if err != nil {
		return s.Explain(err)
	}
	return errors.Join(w.Outcome(closed, by), s.Drain(ctx, func(n int) { session.TellStaying(o.IO, n) }))
}

// resume resumes what was asked for and returns it.
func (o *Options) resume(ctx context.Context, s *session.Session) ([]protocol.Head, error) {
	var arns []string
	for _, id := range o.IDs {
		h, err := s.Find(ctx, id)
		if err != nil {
			return nil, err
		}
		if !h.CutOff {
			return nil, cli.Usagef("%s was not cut off: it is %s", h.Name, progress.Word(h.Status))
		}
		arns = append(arns, h.ARN)
	}
	return s.Resume(ctx, arns...)
}
