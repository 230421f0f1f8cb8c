package term

import (
	"errors"
	"io"
	"io/fs"
)

// WriteError reports an output that takes no more: a disk that is full, a pipe that nobody reads.
type WriteError struct {
	Err error // the system's reason
}

func (e *WriteError) Error() string { return "the output cannot be written: " + e.Err.Error() }
func (e *WriteError) Unwrap() error { return e.Err }

// output is a writer whose failures are WriteErrors, so that nobody takes them for those of a data folder.
type output struct{ io.Writer }

func (o output) Write(p []byte) (int, error) {
	n, err := o.Writer.Write(p)
	if err == nil {
		return n, nil
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		err = path.Err
	}
	return n, &WriteError{err}
}
