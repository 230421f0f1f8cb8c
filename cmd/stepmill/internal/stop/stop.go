package stop

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/progress"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
)

// Options are the flags of stepmill stop and what it needs.
type Options struct {
	cli.Globals
	cli.IO
	ID    string
	Error string
	Cause string
}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	o := &Options{}
	c := &cobra.Command{
		Use:   "stop ID",
		Short: "Abort an execution",
		Long: `Abort an execution that runs in any terminal, or one that was cut off. ID is its
ARN, its name, or the beginning of its name.`,
		Example:           `  stepmill stop 0b2f --error Wrong.Input --cause "the file of yesterday"`,
		Args:              cli.OneArg("name the execution to stop: stepmill list shows those that run"),
		ValidArgsFunction: session.Complete,
		RunE: func(c *cobra.Command, args []string) error {
			o.Globals, o.IO, o.ID = cli.GlobalsOf(c), cli.IOOf(c), args[0]
			return run(c.Context(), o)
		},
	}
	c.Flags().StringVar(&o.Error, "error", "", "error name that its history gives")
	c.Flags().StringVar(&o.Cause, "cause", "", "cause that its history gives")
	return c
}

func run(ctx context.Context, o *Options) error {
	asked := false // the owner may end with the execution, before it has told what became of it
	return session.Look(ctx, o.Globals, func(s *session.Session) error { return o.inSession(ctx, s, &asked) })
}

func (o *Options) inSession(ctx context.Context, s *session.Session, asked *bool) error {
	h, err := s.Find(ctx, o.ID)
	if err != nil {
		return err
	}
	switch {
	case *asked && h.Closed():
		fmt.Fprintf(o.Err, "%s %s\n", h.Name, progress.Word(h.Status))
	case h.Closed():
		fmt.Fprintf(o.Err, "%s is not running: it has %s\n", h.Name, progress.Word(h.Status))
	default:
		*asked = true
		if err := s.Stop(ctx, h.ARN, o.Error, o.Cause); err != nil {
			return err
		}
		if h, err = s.Find(ctx, h.ARN); err != nil {
			return err
		}
		fmt.Fprintf(o.Err, "%s %s\n", h.Name, progress.Word(h.Status))
	}
	if o.JSON {
		return o.PrintJSON(h)
	}
	return nil
}
