package list

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/progress"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/target"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
	"github.com/stepmill/stepmill/engine/api/protocol"
)

// Options are the flags of stepmill list and what it needs.
type Options struct {
	cli.Globals
	cli.IO
	Machine string
	Status  string
	Limit   int
	Where   string
}

var statuses = []string{"RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"}

// defaultLimit is about what a person reads.
const defaultLimit = 30

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	o := &Options{}
	c := &cobra.Command{
		Use:     "list",
		Aliases: []string{"ls"},
		Short:   "List executions, the newest first",
		Long: `List executions, the newest first.

--where takes an expression in CEL over arn, name, stateMachine, status, type,
error, cause, startDate, stopDate, duration, now, events, redrives, cutOff, input
and output. An execution that lacks what it looks at does not match.

In a pipe, an execution whose process ended before it did is CUT_OFF. To AWS and
--status it is RUNNING, and to --json too, which says cutOff beside it.`,
		Example: `  stepmill list --status FAILED
  stepmill list --where 'status == "FAILED" && duration > duration("1m")'
  stepmill list --where 'input.day == "2026-01-02" && startDate > now - duration("24h")'
  stepmill list --machine lake --limit 0 --json`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			o.Globals, o.IO = cli.GlobalsOf(c), cli.IOOf(c)
			return run(c.Context(), o)
		},
	}
	f := c.Flags()
	f.StringVarP(&o.Machine, "machine", "m", "", "only executions of this state machine")
	f.StringVarP(&o.Status, "status", "s", "", "only executions with this status: "+strings.Join(statuses, ", "))
	f.IntVarP(&o.Limit, "limit", "l", defaultLimit, "at most so many; 0 lists all")
	f.StringVarP(&o.Where, "where", "w", "", "only executions for which this CEL expression is true")
	_ = c.RegisterFlagCompletionFunc("status", cobra.FixedCompletions(statuses, cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("machine", target.Complete)
	return c
}

func run(ctx context.Context, o *Options) error {
	status := strings.ReplaceAll(strings.ToUpper(o.Status), "-", "_")
	if status != "" && !slices.Contains(statuses, status) {
		return cli.Usagef("there is no status %q; use one of %s", o.Status, strings.Join(statuses, ", "))
	}
	if o.Limit < 0 {
		return cli.Usagef("--limit is %d: write 0 for all, or more", o.Limit)
	}
	where, err := compile(o.Where, o.Now())
	if err != nil {
		return err
	}
	request := protocol.ListRequest{Machine: o.Machine, Status: status}
	if where == nil {
		request.Limit = o.Limit
	}
	return session.Look(ctx, o.Globals, func(s *session.Session) error {
		found := []protocol.Head{}
		for h, err := range s.List(ctx, request) {
			if err != nil {
				return err
			}
			ok, err := where.match(ctx, s, h)
			if err != nil {
				return err
			}
			if ok {
				found = append(found, h)
			}
			if o.Limit > 0 && len(found) == o.Limit {
				break
			}
		}
		if err := session.TellCutOff(ctx, s, o.IO); err != nil {
			return err
		}
		switch {
		case o.JSON:
			return o.PrintJSON(found)
		case len(found) == 0 && o.Out.TTY:
			fmt.Fprintln(o.Err, "There are no such executions.")
		}
		return o.print(found)
	})
}

func (o *Options) print(hs []protocol.Head) error {
	t := term.Table{Out: o.Out, Head: []string{"NAME", "MACHINE", "STATUS", "STARTED", "TIME", "ERROR"}, Wide: 5}
	if !o.Out.TTY {
		t.Head = append(t.Head, "ARN")
	}
	now := o.Now()
	for _, h := range hs {
		row := []term.Cell{
			{Line: term.Text(term.Bold, term.Clean(progress.Short(h.Name))), Full: h.Name},
			term.TextCell(h.StateMachine),
			status(h),
			{Line: term.Text(term.Plain, Ago(now.Sub(h.StartDate))), Full: h.StartDate.UTC().Format(cli.TimeFormat)},
			elapsed(h, now),
			term.TextCell(h.Error),
		}
		if !o.Out.TTY {
			row = append(row, term.TextCell(h.ARN))
		}
		t.Add(row...)
	}
	return t.Print()
}

// status is the status of an execution. To AWS one that was cut off is RUNNING; who reads the list must see that nothing runs it.
func status(h protocol.Head) term.Cell {
	if h.CutOff {
		return term.Cell{Line: term.Text(term.Yellow, "cut off"), Full: "CUT_OFF"}
	}
	return progress.StatusCell(h.Status)
}

// elapsed is how long an execution took or has taken; a program reads when it stopped.
func elapsed(h protocol.Head, now time.Time) term.Cell {
	if h.StopDate.IsZero() {
		return term.Cell{Line: term.Text(term.Dim, progress.Duration(max(0, now.Sub(h.StartDate)))), Full: "-"}
	}
	return term.Cell{Line: term.Text(term.Plain, progress.Duration(h.StopDate.Sub(h.StartDate))), Full: h.StopDate.UTC().Format(cli.TimeFormat)}
}

// Ago writes how long ago something was.
func Ago(d time.Duration) string {
	switch {
	case d < time.Second:
		return "now"
	case d < time.Minute:
		return d.Truncate(time.Second).String() + " ago"
	}
	return progress.Duration(d) + " ago"
}
