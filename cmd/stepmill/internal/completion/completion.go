package completion

import (
	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
)

// Options are what the command needs.
type Options struct {
	cli.IO
	Root  *cobra.Command
	Shell string
}

var shells = []string{"bash", "fish", "powershell", "zsh"}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|fish|powershell|zsh",
		Short: "Print a script that completes commands in a shell",
		Example: `  # bash, for this session
  source <(stepmill completion bash)

  # zsh, for good
  stepmill completion zsh > "${fpath[1]}/_stepmill"

  # fish, for good
  stepmill completion fish > ~/.config/fish/completions/stepmill.fish`,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: shells,
		RunE: func(c *cobra.Command, args []string) error {
			return run(&Options{IO: cli.IOOf(c), Root: c.Root(), Shell: args[0]})
		},
	}
}

func run(o *Options) error {
	switch o.Shell {
	case "bash":
		return o.Root.GenBashCompletionV2(o.Out, true)
	case "fish":
		return o.Root.GenFishCompletion(o.Out, true)
	case "powershell":
		return o.Root.GenPowerShellCompletionWithDesc(o.Out)
	}
	return o.Root.GenZshCompletion(o.Out)
}
