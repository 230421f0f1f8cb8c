package lambda

import "syscall"

// workerAttributes put a function into a process group of its own and let it die with the thread that starts it.
func workerAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
