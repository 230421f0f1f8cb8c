package lambda

import (
	"log/slog"
	"os/exec"
	"runtime"
)

// starter starts processes from one operating system thread that lives until close. Linux kills a child with PR_SET_PDEATHSIG when
// the thread that started it ends, and Go ends threads when it likes.
type starter struct {
	requests chan startRequest
	done     chan struct{}
	guard    *guard // owned by the thread's goroutine
	logger   *slog.Logger
}

type startRequest struct {
	cmd  *exec.Cmd
	done chan error
}

func newStarter(logger *slog.Logger) *starter {
	s := &starter{requests: make(chan startRequest), done: make(chan struct{}), logger: logger}
	go s.run()
	return s
}

func (s *starter) run() {
	defer close(s.done)
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for r := range s.requests {
		if s.guard == nil {
			g, err := startGuard()
			if err != nil {
				s.logger.Warn("functions' own child processes may outlive a kill of this process", "err", err)
				g = &guard{}
			}
			s.guard = g
		}
		r.cmd.SysProcAttr = workerAttributes()
		err := r.cmd.Start()
		if err == nil {
			s.guard.add(r.cmd.Process.Pid)
		}
		r.done <- err
	}
	if s.guard != nil {
		s.guard.close()
	}
}

// start starts cmd as the leader of a process group of its own.
func (s *starter) start(cmd *exec.Cmd) error {
	r := startRequest{cmd, make(chan error, 1)}
	s.requests <- r
	return <-r.done
}

// ended says that the process group of a started command is gone.
func (s *starter) ended(pid int) { s.guard.remove(pid) }

// close ends the thread. All started processes must be gone.
func (s *starter) close() {
	close(s.requests)
	<-s.done
}
