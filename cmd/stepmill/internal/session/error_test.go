package session

import (
	"errors"
	"fmt"
	"syscall"
	"testing"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
	"github.com/stepmill/stepmill/store"
)

// TestExplainOnce says a thing once, however many layers explain it.
func TestExplainOnce(t *testing.T) {
	err := fmt.Errorf("open the store: d/stepmill.db cannot be read: restore it: %w: it has 1 byte", store.ErrCorrupt)
	const want = "d/stepmill.db is damaged: it has 1 byte; restore a copy, or name another folder with --data"
	for range 3 {
		err = Explain("d", err)
		if err.Error() != want || !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("got %v", err)
		}
	}
}

// TestExplainOutput blames the output for what the output did, and does not ask again.
func TestExplainOutput(t *testing.T) {
	for _, reason := range []error{syscall.ENOSPC, syscall.EPIPE} {
		asked := 0
		err := Look(t.Context(), cli.Globals{Data: t.TempDir()}, func(*Session) error {
			asked++
			return fmt.Errorf("print the table: %w", &term.WriteError{Err: reason})
		})
		if want := "the output cannot be written: " + reason.Error(); err == nil || err.Error() != want || !errors.Is(err, reason) || asked != 1 {
			t.Errorf("asked %d times: %v", asked, err)
		}
	}
}
