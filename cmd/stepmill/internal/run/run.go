package run

import (
	"context"
	"errors"
	"fmt"

	"github.com/stepmill/stepmill/asl/check"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/progress"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/target"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/watch"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api/owner"
	"github.com/stepmill/stepmill/engine/api/protocol"
	"github.com/stepmill/stepmill/engine/project"
)

func run(ctx context.Context, o *Options) error {
	p, req, err := o.request()
	if err != nil {
		return err
	}
	if o.Detach && o.Memory {
		return cli.Usagef("--detach and --memory exclude each other: what only this process remembers cannot go on in another")
	}
	if o.Detach {
		return detach(ctx, o, req)
	}
	crashed, err := session.ParseCrashedTasks(o.CrashedTasks)
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
	if session.Nests(req.Definition) {
		if err := s.Publish(ctx, p); err != nil {
			return s.End(s.Explain(err))
		}
	}
	return s.End(o.inSession(ctx, s, show, req))
}

// request checks everything that the person gave before anything is opened.
func (o *Options) request() (*project.Project, protocol.StartRequest, error) {
	var req protocol.StartRequest
	if o.TimeScale <= 0 {
		return nil, req, cli.Usagef("--time-scale is %v: write a number above 0, such as 60 for a minute in a second", o.TimeScale)
	}
	p, err := target.ProjectOf(o.Project, o.Target, o.IO)
	if err != nil {
		return nil, req, err
	}
	m, err := target.Find(p, o.Target)
	if err != nil {
		return nil, req, err
	}
	express := o.Express || m.Express
	if _, found := check.Source(m.Source, check.Config{Express: express}); found.HasErrors() {
		return nil, req, target.Report(o.IO, found)
	}
	input, err := readInput(o.Input, o.In)
	if err != nil {
		return nil, req, err
	}
	req = protocol.StartRequest{
		Machine: m.Name, Definition: m.Source.Text, File: m.Source.Name, Express: express, Name: o.Name, Input: input,
		SkipWaits: o.SkipWaits, Project: session.ProjectID(p),
	}
	if o.TimeScale != 1 {
		req.Speed = o.TimeScale
	}
	return p, req, nil
}

// inSession runs the execution, and stays for those that other terminals have started here meanwhile.
func (o *Options) inSession(ctx context.Context, s *session.Session, show *progress.Reporter, req protocol.StartRequest) error {
	if err := session.TellCutOff(ctx, s, o.IO); err != nil {
		return s.Explain(err)
	}
	r, err := s.Start(ctx, req)
	if err != nil {
		return s.Explain(err)
	}
	show.Say(term.Dim, "execution %s", r.Name)
	w := &watch.Watch{Globals: o.Globals, IO: o.IO, Session: s, Progress: show}
	closed, by, err := w.All(ctx, []protocol.Head{{ARN: r.ARN, Name: r.Name, StateMachine: req.Machine}})
	show.Close()
	if err != nil {
		return s.Explain(err)
	}
	outcome := w.Outcome(closed, by)
	return errors.Join(outcome, s.Drain(ctx, func(n int) { session.TellStaying(o.IO, n) }))
}

// detach starts the execution in the process that owns the folder.
func detach(ctx context.Context, o *Options, req protocol.StartRequest) error {
	c, found, err := owner.Find(o.Data)
	if err != nil {
		return session.Explain(o.Data, err)
	}
	if !found {
		return cli.Usagef("--detach needs a process that goes on running the execution: start stepmill serve, or leave --detach out")
	}
	r, err := c.Start(ctx, req)
	if err != nil {
		return session.Explain(o.Data, err)
	}
	if o.JSON {
		return o.PrintJSON(r)
	}
	fmt.Fprintf(o.Err, "started; stepmill history --follow %s shows how it goes on\n", progress.Short(r.Name))
	_, err = fmt.Fprintln(o.Out, r.Name)
	return err
}
