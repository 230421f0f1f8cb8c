package run

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/target"
)

// Options are the flags of stepmill run and what it needs.
type Options struct {
	cli.Globals
	cli.IO
	In io.Reader

	Target       string
	Input        string
	Name         string
	Express      bool
	SkipWaits    bool
	TimeScale    float64
	Detach       bool
	CrashedTasks string
}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	o := &Options{}
	c := &cobra.Command{
		Use:   "run TARGET",
		Short: "Run a state machine and print its output",
		Long: `Run a state machine and print its output.

TARGET is a definition file, JSON or YAML, or the name of a state machine in
stepmill.yaml or a SAM template. Progress goes to stderr, the output alone to
stdout. Ctrl-C aborts the execution; a second one ends the process. So do SIGTERM
and SIGHUP. What is cut off when the process ends, stepmill resume lets go on.

While it runs, other terminals can list, follow and stop it, and run more in the
same data folder: a second run is handed to the first.`,
		Example: `  stepmill run pipeline.asl.json --input '{"day": "2026-01-02"}'
  stepmill run lake --input @in.json --name lake-7
  zcat in.json.gz | stepmill run lake --input - > out.json

  # without waiting for Wait states and retries
  stepmill run lake --skip-waits --memory`,
		Args:              cli.OneArg("name what to run: a definition file, or a state machine of the project"),
		ValidArgsFunction: target.Complete,
		RunE: func(c *cobra.Command, args []string) error {
			o.Globals, o.IO, o.In, o.Target = cli.GlobalsOf(c), cli.IOOf(c), c.InOrStdin(), args[0]
			return run(c.Context(), o)
		},
	}
	f := c.Flags()
	f.StringVarP(&o.Input, "input", "i", "{}", "input: JSON, @FILE, or - for stdin")
	f.StringVarP(&o.Name, "name", "n", "", "name of the execution (default: a new UUID)")
	f.BoolVar(&o.Express, "express", false, "run as an Express state machine")
	f.BoolVar(&o.SkipWaits, "skip-waits", false, "let Wait states and retries take no time")
	f.Float64Var(&o.TimeScale, "time-scale", 1, "divide the time of Wait states and retries by this")
	f.BoolVar(&o.Detach, "detach", false, "start it in the process that owns the data folder, and do not wait")
	session.CrashedTasksFlag(c, &o.CrashedTasks)
	c.MarkFlagsMutuallyExclusive("skip-waits", "time-scale")
	return c
}
