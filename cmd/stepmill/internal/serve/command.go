package serve

import (
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
)

// Options are the flags of the command and what it depends on.
type Options struct {
	cli.Globals
	cli.IO

	Addr         string // host:port
	Region       string // "" is the project's
	Account      string // "" is the project's
	Functions    string // file
	S3           string // folder
	Mocks        string // file
	Logs         string // folder
	CrashedTasks string
}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	o := &Options{}
	c := &cobra.Command{
		Use:   "serve",
		Short: "Answer the AWS Step Functions API on a port",
		Long: `Answer the AWS Step Functions API on a port, for the AWS CLI, an SDK, Terraform or
SAM with an endpoint URL. The project's state machines are there from the start, and
its functions carry out tasks. The same address answers the APIs of the stand-ins for
SQS, SNS, DynamoDB, EventBridge, CloudWatch Logs and S3. Executions are durable; those
that were cut off when the last process ended go on.

Everybody who reaches the address may do everything, so it listens on this machine
alone unless --addr says otherwise. GET /metrics answers Prometheus.`,
		Example: `  stepmill serve
  aws stepfunctions list-state-machines --endpoint-url http://127.0.0.1:8083`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			o.IO, o.Globals = cli.IOOf(c), cli.GlobalsOf(c)
			ctx, stop := signal.NotifyContext(c.Context(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			return run(ctx, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.Addr, "addr", "127.0.0.1:8083", "address to listen on")
	f.StringVar(&o.Region, "region", "", "region in the ARNs (default: the project's, us-east-1)")
	f.StringVar(&o.Account, "account", "", "account in the ARNs, 12 digits (default: the project's, 000000000000)")
	f.StringVar(&o.Functions, "functions", "", "JSON file that lists Lambda functions, beside the project's")
	f.StringVar(&o.S3, "s3", "", "folder that stands for S3: <bucket>/<key>")
	f.StringVar(&o.Mocks, "mock-config", "", "MockConfigFile.json of Step Functions Local")
	f.StringVar(&o.Logs, "logs", "", "folder for execution logs: <log group>.jsonl, for the machines that are configured to log")
	session.CrashedTasksFlag(c, &o.CrashedTasks)
	for _, name := range []string{"functions", "mock-config"} {
		_ = c.MarkFlagFilename(name, "json") // fails only for a flag that is not there
	}
	for _, name := range []string{"s3", "logs"} {
		_ = c.MarkFlagDirname(name)
	}
	return c
}
