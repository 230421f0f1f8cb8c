package lambda

import (
	"bytes"
	"os"
	"sync"
	"syscall"
)

// Log limits.
const (
	maxLine    = 256 << 10 // bytes; CloudWatch's limit for an event. A longer line comes in pieces.
	maxPending = 1000      // lines kept for the next call while none runs
)

// logs reads what a process prints, both streams on one pipe so that the order stays, and gives it by line to the call it
// belongs to. What comes between calls is kept for the next one, as a frozen sandbox on AWS does.
type logs struct {
	pipe *os.File
	raw  syscall.RawConn

	mu      sync.Mutex
	partial []byte // of the last line
	sink    func(line string)
	pending []string
	buffer  []byte
}

func newLogs(pipe *os.File) (*logs, error) {
	raw, err := pipe.SyscallConn()
	if err != nil {
		return nil, err
	}
	return &logs{pipe: pipe, raw: raw, buffer: make([]byte, 8<<10)}, nil
}

// follow reads until the end of the pipe, or its read deadline.
func (l *logs) follow() {
	for open := true; open; {
		err := l.raw.Read(func(fd uintptr) bool {
			var more bool
			more, open = l.pull(fd)
			return more || !open
		})
		open = open && err == nil
	}
}

// pull reads once without waiting. It reports whether there was something, and whether the pipe is still open.
func (l *logs) pull(fd uintptr) (more, open bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n, err := syscall.Read(int(fd), l.buffer)
	switch {
	case err == syscall.EAGAIN || err == syscall.EINTR:
		return err == syscall.EINTR, true
	case err != nil || n == 0:
		return false, false
	}
	l.split(l.buffer[:n])
	return true, true
}

func (l *logs) split(text []byte) {
	for {
		line, rest, found := bytes.Cut(text, []byte{'\n'})
		l.partial = append(l.partial, line...)
		for len(l.partial) > maxLine {
			l.deliver(l.partial[:maxLine])
			l.partial = append(l.partial[:0], l.partial[maxLine:]...)
		}
		if !found {
			return
		}
		l.deliver(bytes.TrimSuffix(l.partial, []byte{'\r'}))
		l.partial = l.partial[:0]
		text = rest
	}
}

func (l *logs) deliver(line []byte) {
	switch {
	case l.sink != nil:
		l.sink(string(line))
	case len(l.pending) < maxPending:
		l.pending = append(l.pending, string(line))
	}
}

// begin gives what comes from here on, and what was kept, to sink.
func (l *logs) begin(sink func(line string)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sink = sink
	for _, line := range l.pending {
		sink(line)
	}
	l.pending = nil
}

// end takes what the process has printed so far, without waiting for more, and then lets go of the sink: it is not called again
// once end has returned.
func (l *logs) end() {
	_ = l.raw.Control(func(fd uintptr) { // fails only when the pipe is closed and read to its end
		for more := true; more; {
			more, _ = l.pull(fd)
		}
	})
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.partial) > 0 {
		l.deliver(l.partial)
		l.partial = l.partial[:0]
	}
	l.sink = nil
}
