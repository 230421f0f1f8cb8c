package watch

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
)

// Signal is how a process is asked to end.
type Signal struct {
	signal os.Signal
	says   string // to the person
	cause  string // of the executions that are aborted
	code   int    // of the process
}

var known = []*Signal{
	{os.Interrupt, "Interrupted: aborting. Ctrl-C again ends the process at once.", "Interrupted with Ctrl-C.", cli.ExitInterrupted},
	{syscall.SIGTERM, "Terminated (SIGTERM): aborting. A second signal ends the process at once.", "Terminated with SIGTERM.", cli.ExitTerminated},
	{syscall.SIGHUP, "The terminal is gone (SIGHUP): aborting. A second signal ends the process at once.", "The terminal was closed (SIGHUP).",
		cli.ExitHangUp},
}

// signals returns where signals arrive that ask the process to end, and what lets them end it again. A signal that the process was started to
// ignore, as SIGHUP under nohup, stays ignored; but not Ctrl-C's, which shells let all processes in the background ignore.
func signals() (<-chan os.Signal, func()) {
	c := make(chan os.Signal, 1)
	for _, s := range known {
		if s.signal == os.Interrupt || !signal.Ignored(s.signal) {
			signal.Notify(c, s.signal)
		}
	}
	return c, func() { signal.Stop(c) }
}

func signalOf(s os.Signal) *Signal {
	for _, k := range known {
		if k.signal == s {
			return k
		}
	}
	return known[0]
}
