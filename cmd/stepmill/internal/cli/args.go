package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// OneArg wants exactly one argument. The text tells who gave none what to write.
func OneArg(missing string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return errors.New(missing)
		case 1:
			return nil
		}
		return fmt.Errorf("it takes one argument, and there are %d: %q is one too many", len(args), args[1])
	}
}
