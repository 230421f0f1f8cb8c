package main

import (
	"os"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/bench"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/completion"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/describe"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/graph"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/history"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/list"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/resume"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/run"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/serve"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/stop"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/validate"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/version"
)

func main() { os.Exit(stepmill()) }

func stepmill() int {
	return cli.Main(os.Args[1:],
		run.NewCommand, resume.NewCommand, validate.NewCommand, list.NewCommand, describe.NewCommand, history.NewCommand,
		stop.NewCommand, graph.NewCommand, serve.NewCommand, bench.NewCommand, version.NewCommand, completion.NewCommand)
}
