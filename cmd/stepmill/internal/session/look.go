package session

import (
	"context"
	"errors"
	"io"
	"net"
	"syscall"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// Look opens a session that only looks, calls f with it and closes it. An owner that ends while it is asked is no failure: f is then called once
// more, with a session on the folder that the owner has left. So f must not have printed anything before its last answer came.
func Look(ctx context.Context, g cli.Globals, f func(*Session) error) error {
	err := look(ctx, g, f)
	if gone(err) {
		err = look(ctx, g, f)
	}
	return Explain(g.Data, err)
}

// LookOnce is Look for an f that prints as it goes.
func LookOnce(ctx context.Context, g cli.Globals, f func(*Session) error) error {
	return Explain(g.Data, look(ctx, g, f))
}

func look(ctx context.Context, g cli.Globals, f func(*Session) error) error {
	s, err := Open(ctx, Config{Globals: g})
	if err != nil {
		return err
	}
	return s.End(f(s))
}

// gone reports whether a request failed because the process that should answer it has ended.
func gone(err error) bool {
	if errors.As(err, new(*term.WriteError)) {
		return false // it is our own output that has lost its reader
	}
	for _, sign := range []error{syscall.ECONNREFUSED, syscall.ECONNRESET, syscall.EPIPE, io.EOF, io.ErrUnexpectedEOF} {
		if errors.Is(err, sign) {
			return true
		}
	}
	var dial *net.OpError
	return errors.As(err, &dial) // the socket has been removed
}
