package target

import (
	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/engine/project"
)

// Complete completes one TARGET: the machines of the project, and definition files.
func Complete(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	p, _, err := project.Load(cli.GlobalsOf(c).Project)
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return Names(p), cobra.ShellCompDirectiveDefault
}
