package cli

import (
	"fmt"

	"github.com/spf13/cobra"
)

// flagError is a mistake in flags or arguments, after which the help is worth a look.
type flagError struct{ err error }

func (e *flagError) Error() string { return e.err.Error() }
func (e *flagError) Unwrap() error { return e.err }

// NewRoot returns the command stepmill with the given ones below it.
func NewRoot(commands ...func() *cobra.Command) *cobra.Command {
	root := &cobra.Command{
		Use:   "stepmill",
		Short: "AWS Step Functions on one machine",
		Long: `stepmill runs AWS Step Functions workflows on one machine.

Run a definition, watch it, look at its history; pick up what was cut off; serve
the AWS API to any client. Data goes to stdout, talk to stderr.

Exit codes: 0 succeeded, 1 the execution failed, 2 wrong usage or definition,
130 interrupted, 143 terminated, 129 hung up.`,
		Example: `  # run a definition and print its output
  stepmill run pipeline.asl.json --input @in.json

  # what ran, and what became of it
  stepmill list
  stepmill history 0b2f

  # check definitions in CI
  stepmill validate --format github *.asl.json`,
		Args:              unknownCommand,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	addGlobals(root)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return Usage(&flagError{err}) })
	for _, add := range commands {
		c := add()
		wrapArgs(c)
		root.AddCommand(c)
	}
	return root
}

// wrapArgs makes what a command says of its arguments a mistake in usage.
func wrapArgs(c *cobra.Command) {
	check := c.Args
	if check == nil {
		return
	}
	c.Args = func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return Usage(&flagError{err})
		}
		return nil
	}
}

// unknownCommand refuses a word that is no command, and says which one may have been meant.
func unknownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	root.SuggestionsMinimumDistance = 2
	if near := root.SuggestionsFor(args[0]); len(near) > 0 {
		return Usagef("there is no command %q; did you mean %q?", args[0], near[0])
	}
	return Usage(&flagError{fmt.Errorf("there is no command %q", args[0])})
}
