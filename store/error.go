package store

import (
	"errors"
	"fmt"
)

// Errors that callers tell apart with errors.Is.
var (
	ErrInvalidBatch = errors.New("invalid batch")                                            // the caller's mistake; the store goes on
	ErrStopped      = errors.New("the store has stopped after a failed write")               // wraps the failure too; reopen to go on
	ErrClosed       = errors.New("the store is closed")                                      //
	ErrFull         = errors.New("no space is left")                                         // disk or quota
	ErrLocked       = errors.New("the store is in use by another process")                   //
	ErrNewerFormat  = errors.New("the store was written by a newer version of this program") // see FormatError
	ErrForeign      = errors.New("the file is not a store")                                  // some other program's file
	ErrCorrupt      = errors.New("the store is damaged")                                     //
)

// FormatError reports a store whose format is newer than this program knows.
// It is an ErrNewerFormat.
type FormatError struct {
	Path  string
	Found uint64 // version written in the store
	Known uint64 // newest version this program reads
}

func (e *FormatError) Error() string {
	return fmt.Sprintf("%s has store format %d, and this program reads formats up to %d: use the newer program that wrote it, or another data folder",
		e.Path, e.Found, e.Known)
}

// Is makes a FormatError an ErrNewerFormat.
func (e *FormatError) Is(target error) bool { return target == ErrNewerFormat }

// Stopped is the error of every Append after the one that failed with cause.
func Stopped(cause error) error { return fmt.Errorf("%w: %w", ErrStopped, cause) }
