package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// Main runs the program with the arguments that follow its name, and returns its exit code.
func Main(args []string, commands ...func() *cobra.Command) int {
	root := NewRoot(commands...)
	root.SetArgs(args)
	return Execute(root)
}

// Execute runs a root command, says what went wrong and returns the exit code.
func Execute(root *cobra.Command) int {
	ran, err := root.ExecuteContextC(context.Background())
	explain(root.ErrOrStderr(), ran, err)
	return codeOf(err)
}

func explain(w io.Writer, ran *cobra.Command, err error) {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range several.Unwrap() {
			explain(w, ran, e)
		}
		return
	}
	var exit *ExitError
	if err == nil || errors.As(err, &exit) && exit.Err == nil {
		return
	}
	if errors.Is(err, syscall.EPIPE) {
		return // who read the output has seen enough
	}
	if output := (*term.WriteError)(nil); errors.As(err, &output) {
		err = output // whatever was being printed
	}
	fmt.Fprintf(w, "%s: %v\n", ran.CommandPath(), err)
	var flag *flagError
	if errors.As(err, &flag) {
		fmt.Fprintf(w, "See %s --help.\n", ran.CommandPath())
	}
}
