package storetest

import (
	"testing"

	"github.com/stepmill/stepmill/store"
)

// T is what the checks need of a test: both *testing.T and *rapid.T have it.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// Harness opens the store under test.
type Harness struct {
	// Open returns a new, empty store. It is closed by the suite.
	Open func(t T) store.Store

	// Reopen closes the store in good order and opens what it kept.
	Reopen func(t T, s store.Store) store.Store

	// Crash returns what is found after a process was killed now. The original
	// is not used any more, other than to close it.
	Crash func(t T, s store.Store) store.Store

	// Break makes every later write of the store fail.
	Break func(t T, s store.Store)
}

// Exercise runs the whole suite.
func Exercise(t *testing.T, h Harness) {
	for _, check := range []struct {
		name string
		run  func(*testing.T, Harness)
	}{
		{"empty", checkEmpty},
		{"log order", checkLogOrder},
		{"log pages", checkLogPages},
		{"read from", checkReadFrom},
		{"archive", checkArchive},
		{"archive and go on", checkArchiveAgain},
		{"sequence survives an empty log", checkSequenceKept},
		{"rows", checkRows},
		{"scan bounds", checkScanBounds},
		{"scan pages", checkScanPages},
		{"append while scanning", checkAppendWhileScanning},
		{"cancelled", checkCancelled},
		{"bytes are copies", checkCopies},
		{"invalid batch", checkInvalidBatch},
		{"crash keeps what was acknowledged", checkCrash},
		{"stops after a failure", checkStops},
		{"closed", checkClosed},
		{"concurrent readers", checkConcurrentReaders},
		{"concurrent writers", checkConcurrentWriters},
		{"random scripts", checkProperty},
	} {
		t.Run(check.name, func(t *testing.T) { check.run(t, h) })
	}
}

func (h Harness) open(t T) store.Store {
	t.Helper()
	s := h.Open(t)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Fatalf("close: %v", err)
		}
	})
	return s
}
