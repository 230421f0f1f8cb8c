package session

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/engine"
)

// CrashedTasksFlag declares --crashed-tasks.
func CrashedTasksFlag(c *cobra.Command, p *string) {
	c.Flags().StringVar(p, "crashed-tasks", "rerun", "what becomes of tasks that were in flight when a process was killed: rerun or fail")
	_ = c.RegisterFlagCompletionFunc("crashed-tasks", cobra.FixedCompletions([]string{"rerun", "fail"}, cobra.ShellCompDirectiveNoFileComp))
}

// ParseCrashedTasks reads the value of --crashed-tasks.
func ParseCrashedTasks(text string) (engine.CrashedTasks, error) {
	switch text {
	case "rerun":
		return engine.RerunTasks, nil
	case "fail":
		return engine.FailTasks, nil
	}
	return 0, cli.Usagef("--crashed-tasks is %q: write rerun or fail", text)
}

// TellCutOff says on stderr how many executions were cut off, and what to do about them.
func TellCutOff(ctx context.Context, s *Session, io cli.IO) error {
	info, err := s.Info(ctx)
	if err != nil || info.CutOff == 0 {
		return err
	}
	fmt.Fprintf(io.Err, "%s cut off when the last process ended; stepmill resume lets %s go on\n",
		executions(info.CutOff, "was", "were"), them(info.CutOff))
	return nil
}

// TellStaying says why the process does not end though its own execution has.
func TellStaying(io cli.IO, n int) {
	fmt.Fprintf(io.Err, "%s started from other terminals; staying until %s. Ctrl-C cuts them off.\n",
		executions(n, "is still running,", "are still running,"), closes(n))
}

func executions(n int, one, many string) string {
	if n == 1 {
		return "1 execution " + one
	}
	return fmt.Sprintf("%d executions %s", n, many)
}

func them(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

func closes(n int) string {
	if n == 1 {
		return "it has closed"
	}
	return "they have closed"
}
