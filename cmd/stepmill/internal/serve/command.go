package serve

import (
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
)

// Options are the flags of the command and what it depends on.
type Options struct {
	IO      cli.IO
	Globals cli.Globals

	Addr      string // host:port
	Region    string
	Account   string
	Functions string // file
	S3        string // folder
	Mocks     string // file
}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	var o Options
	c := &cobra.Command{
		Use:   "serve",
		Short: "Answer the AWS Step Functions API on a port",
		Long: `Answer the AWS Step Functions API on a port, for the AWS CLI, an SDK, Terraform or
SAM with an endpoint URL. Executions are durable; those that were cut off when the
last process ended go on.

Everybody who reaches the address may do everything, so it listens on this machine
alone unless --addr says otherwise.`,
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
	f.StringVar(&o.Region, "region", "us-east-1", "region in the ARNs")
	f.StringVar(&o.Account, "account", "000000000000", "account in the ARNs, 12 digits")
	f.StringVar(&o.Functions, "functions", "", "JSON file that lists the Lambda functions to run")
	f.StringVar(&o.S3, "s3", "", "folder that stands for S3: <bucket>/<key>")
	f.StringVar(&o.Mocks, "mock-config", "", "MockConfigFile.json of Step Functions Local")
	for _, name := range []string{"functions", "mock-config"} {
		_ = c.MarkFlagFilename(name, "json") // fails only for a flag that is not there
	}
	_ = c.MarkFlagDirname("s3")
	return c
}
