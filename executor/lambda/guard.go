package lambda

import (
	"fmt"
	"io"
	"os/exec"
	"sync"
	"syscall"
)

// guard is a shell that kills the functions' process groups should this process end without doing so (SIGKILL, a crash): it reads a
// pipe whose other end only we hold. PR_SET_PDEATHSIG does the same for each function's first process, but only on Linux, and not
// for what that process started.
type guard struct {
	mu    sync.Mutex
	pipe  io.WriteCloser // nil: no guard could be started
	shell *exec.Cmd
}

// guardScript keeps the groups' numbers, told as "+ 123" and "- 123". It ignores the signals that a terminal sends.
const guardScript = `trap '' INT TERM HUP QUIT
all=
while read -r op group; do
  rest=
  for g in $all; do [ "$g" = "$group" ] || rest="$rest $g"; done
  all=$rest
  [ "$op" = + ] && all="$all $group"
done
for g in $all; do kill -9 "-$g"; done
`

func startGuard() (*guard, error) {
	g := &guard{shell: exec.Command("/bin/sh", "-c", guardScript)}
	g.shell.Env = []string{}
	g.shell.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	pipe, err := g.shell.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start the guard of the functions: %w", err)
	}
	if err := g.shell.Start(); err != nil {
		return nil, fmt.Errorf("start the guard of the functions: %w", err)
	}
	g.pipe = pipe
	return g, nil
}

func (g *guard) add(group int)    { g.tell("+ %d\n", group) }
func (g *guard) remove(group int) { g.tell("- %d\n", group) }

func (g *guard) tell(format string, group int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.pipe != nil {
		_, _ = fmt.Fprintf(g.pipe, format, group) // somebody killed the guard: nothing to be done about it
	}
}

func (g *guard) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.pipe != nil {
		_ = g.pipe.Close()
		_ = g.shell.Wait()
	}
}
