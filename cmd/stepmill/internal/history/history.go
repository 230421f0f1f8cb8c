package history

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/progress"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
	"github.com/stepmill/stepmill/engine/api/client"
	"github.com/stepmill/stepmill/engine/api/protocol"
)

// Options are the flags of stepmill history and what it needs.
type Options struct {
	cli.Globals
	cli.IO
	ID     string
	Follow bool
}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	o := &Options{}
	c := &cobra.Command{
		Use:   "history ID",
		Short: "Show the events of an execution",
		Long: `Show the events of an execution. ID is its ARN, its name, or the beginning of its
name. With --json the answer is exactly that of AWS's GetExecutionHistory; with
--follow as well, one event a line.`,
		Example: `  stepmill history 0b2f
  stepmill history 0b2f --json | jq '.events[].type'
  stepmill history --follow lake-7`,
		Args:              cli.OneArg("name an execution: stepmill list shows which there are"),
		ValidArgsFunction: session.Complete,
		RunE: func(c *cobra.Command, args []string) error {
			o.Globals, o.IO, o.ID = cli.GlobalsOf(c), cli.IOOf(c), args[0]
			return run(c.Context(), o)
		},
	}
	c.Flags().BoolVarP(&o.Follow, "follow", "f", false, "go on with new events until the execution has closed")
	return c
}

func run(ctx context.Context, o *Options) error {
	look := session.Look
	if o.Follow {
		look = session.LookOnce
	}
	return look(ctx, o.Globals, func(s *session.Session) error {
		h, err := s.Find(ctx, o.ID)
		if err != nil {
			return err
		}
		events := stored(ctx, s, h)
		if o.Follow {
			events = followed(ctx, s, h)
		}
		switch {
		case o.JSON && o.Follow:
			return o.lines(events)
		case o.JSON:
			return o.answer(events)
		}
		return o.table(h, events)
	})
}

type events = iter.Seq2[json.RawMessage, error]

// stored yields the events that there are. AWS keeps none of an Express execution; what is here of one comes from the stream.
func stored(ctx context.Context, s *session.Session, h protocol.Head) events {
	if h.Type == "EXPRESS" && h.Closed() {
		return followed(ctx, s, h)
	}
	return s.History(ctx, h.ARN, client.HistoryOptions{})
}

// followed yields the events that AWS shows until the execution has closed. One that was cut off has no more than there are.
func followed(ctx context.Context, s *session.Session, h protocol.Head) events {
	return func(yield func(json.RawMessage, error) bool) {
		for line, err := range s.Follow(ctx, h.ARN) {
			if refusal := session.Refused(err); refusal != nil && refusal.Type == protocol.ErrorCutOff {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if line.Head == nil && shown(line.Event) && !yield(line.Event, nil) {
				return
			}
		}
	}
}

// shown reports whether AWS's history has an event: those of our own have no id.
func shown(raw json.RawMessage) bool {
	e, err := progress.ParseEvent(raw)
	return err != nil || e.ID != 0
}

// lines prints one event a line, as they come.
func (o *Options) lines(es events) error {
	for e, err := range es {
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(o.Out, "%s\n", e); err != nil {
			return err
		}
	}
	return nil
}

// answer prints what AWS's GetExecutionHistory answers, in one page.
func (o *Options) answer(es events) error {
	page := struct {
		Events []json.RawMessage `json:"events"`
	}{[]json.RawMessage{}}
	for e, err := range es {
		if err != nil {
			return err
		}
		page.Events = append(page.Events, e)
	}
	return o.PrintJSON(page)
}

func (o *Options) table(h protocol.Head, es events) error {
	t := term.Table{Out: o.Out, Head: []string{"ID", "PREV", "TIME", "TYPE", "STATE", "DETAIL"}, Wide: 5}
	m := progress.NewModel(h.Name, h.StateMachine)
	for raw, err := range es {
		if err != nil {
			return errors.Join(t.Print(), err)
		}
		e, err := progress.ParseEvent(raw)
		if err != nil {
			return err
		}
		cells := row(e, m.Apply(e), h.StartDate)
		if !o.Follow {
			t.Add(cells...)
			continue
		}
		if _, err := io.WriteString(o.Out, streamed(o.Out, cells)); err != nil {
			return err
		}
	}
	return t.Print()
}
