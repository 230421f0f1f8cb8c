//go:build !linux

package lambda

import "syscall"

// workerAttributes put a function into a process group of its own; the guard ends it should we be killed.
func workerAttributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
