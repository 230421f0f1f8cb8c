package main

import (
	"os"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/completion"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/graph"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/validate"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/version"
)

func main() { os.Exit(run()) }

func run() int {
	return cli.Main(os.Args[1:],
		validate.NewCommand, graph.NewCommand, version.NewCommand, completion.NewCommand)
}
