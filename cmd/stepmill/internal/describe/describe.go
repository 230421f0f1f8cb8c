package describe

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/progress"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
	"github.com/stepmill/stepmill/engine/api/protocol"
)

// Options are what the command needs.
type Options struct {
	cli.Globals
	cli.IO
	ID string
}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	o := &Options{}
	return &cobra.Command{
		Use:   "describe ID",
		Short: "Show an execution with its input and output",
		Long: `Show an execution with its input and output. ID is its ARN, its name, or the
beginning of its name.`,
		Args:              cli.OneArg("name an execution: stepmill list shows which there are"),
		ValidArgsFunction: session.Complete,
		RunE: func(c *cobra.Command, args []string) error {
			o.Globals, o.IO, o.ID = cli.GlobalsOf(c), cli.IOOf(c), args[0]
			return run(c.Context(), o)
		},
	}
}

// description is what --json prints: the execution, its input and output as JSON values.
type description struct {
	protocol.Head
	Input  json.RawMessage `json:"input,omitempty"`
	Output json.RawMessage `json:"output,omitempty"`
}

func run(ctx context.Context, o *Options) error {
	return session.Look(ctx, o.Globals, func(s *session.Session) error {
		h, err := s.Find(ctx, o.ID)
		if err != nil {
			return err
		}
		input, err := inputOf(ctx, s, h)
		if err != nil {
			return err
		}
		d := description{Head: h, Input: json.RawMessage(input), Output: json.RawMessage(h.Output)}
		if o.JSON {
			return o.PrintJSON(d)
		}
		_, err = io.WriteString(o.Out, o.text(d))
		return err
	})
}

// inputOf reads the input from the first event.
func inputOf(ctx context.Context, s *session.Session, h protocol.Head) (string, error) {
	for line, err := range s.Follow(ctx, h.ARN) {
		if err != nil {
			return "", err
		}
		e, err := progress.ParseEvent(line.Event)
		return e.Details.Get("input").Str(), err
	}
	return "", nil
}

func (o *Options) text(d description) string {
	var b strings.Builder
	field := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%s  %s\n", o.Out.Paint(term.Dim, fmt.Sprintf("%-9s", name)), text)
		}
	}
	status := o.Out.Paint(progress.StatusStyle(d.Status), d.Status)
	if d.CutOff {
		status += ", cut off: stepmill resume lets it go on"
	}
	field("name", term.Clean(d.Name))
	field("arn", term.Clean(d.ARN))
	field("machine", term.Clean(d.StateMachine)+" ("+d.Type+")")
	field("status", status)
	field("started", d.StartDate.UTC().Format(cli.TimeFormat))
	if !d.StopDate.IsZero() {
		field("stopped", d.StopDate.UTC().Format(cli.TimeFormat)+" after "+progress.Duration(d.StopDate.Sub(d.StartDate)))
	}
	if d.Events > 0 {
		field("events", fmt.Sprint(d.Events))
	}
	if d.Redrives > 0 {
		field("redrives", fmt.Sprint(d.Redrives))
	}
	field("error", term.Clean(d.Error))
	field("cause", o.payload(d.Cause))
	field("input", o.payload(string(d.Input)))
	field("output", o.payload(string(d.Output)))
	return b.String()
}

// payload lays JSON out for a person, below its heading.
func (o *Options) payload(text string) string {
	if !o.Out.TTY {
		return term.Clean(text)
	}
	return term.Indent(text, strings.Repeat(" ", 11))
}
