package session

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
	"github.com/stepmill/stepmill/engine/api/owner"
	"github.com/stepmill/stepmill/store"
)

// explain says what is wrong with a data folder, and what to do. The folder is what the person named, so this is wrong usage, but for a disk
// that is full.
func explain(data string, err error) error {
	var explained *cli.ExitError
	var output *term.WriteError
	var newer *store.FormatError
	var path *fs.PathError
	file := filepath.Join(data, FileName)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &explained):
		return err
	case errors.As(err, &output):
		return output
	case errors.As(err, &newer):
		return cli.Usagef("%w", newer)
	case errors.Is(err, store.ErrLocked), errors.Is(err, owner.ErrOwned):
		return cli.Usagef("another process has %s open and does not answer: wait until it ends, or name another folder with --data", file)
	case errors.Is(err, store.ErrForeign):
		return cli.Usagef("%s is not a stepmill store: move it away, or name another folder with --data", file)
	case errors.Is(err, store.ErrCorrupt):
		return cli.Usagef("%w", &damaged{file, err})
	case errors.Is(err, store.ErrFull):
		return fmt.Errorf("there is no space left for the data folder %s: make room, then stepmill resume goes on where this ended", data)
	case errors.As(err, &path) && isFile(data):
		return cli.Usagef("the data folder %s is a file: name a folder with --data", data)
	case errors.Is(err, fs.ErrPermission) && errors.As(err, &path):
		return cli.Usagef("the data folder %s cannot be used: no permission for %s", data, path.Path)
	case errors.As(err, &path):
		return cli.Usagef("the data folder %s cannot be used: %s: %w", data, path.Path, path.Err)
	}
	return err
}

// damaged is the sentence about a store that cannot be read. What is known of the damage stands behind the words that the store begins with.
type damaged struct {
	file string
	err  error
}

func (d *damaged) Error() string {
	detail := ""
	if _, after, ok := strings.Cut(d.err.Error(), store.ErrCorrupt.Error()+": "); ok {
		detail = ": " + after
	}
	return fmt.Sprintf("%s is damaged%s; restore a copy, or name another folder with --data", d.file, detail)
}

func (d *damaged) Unwrap() error { return d.err }

// isFile reports whether there is something else than a folder where the data folder should be.
func isFile(data string) bool {
	info, err := os.Stat(data)
	return err == nil && !info.IsDir()
}

// Explain says what went wrong in this session. Where the store of this process has failed, that is the reason, whatever the answer says.
func (s *Session) Explain(err error) error {
	if err != nil && s.local != nil {
		if failure := s.local.engine.Err(); failure != nil {
			return explain(s.data, failure)
		}
	}
	return Explain(s.data, err)
}

// Explain says what went wrong in a session: a refusal of the API in its own words, an owner that has gone.
func Explain(data string, err error) error {
	switch refusal := Refused(err); {
	case err == nil:
		return nil
	case refusal != nil && (refusal.Type == "InternalServerError" || refusal.Type == ""):
		return fmt.Errorf("%s", refusal.Message)
	case refusal != nil:
		return cli.Usagef("%s", refusal.Message)
	case gone(err):
		return fmt.Errorf("the process that owned %s has ended; stepmill list shows what it left, stepmill resume lets it go on", data)
	}
	return explain(data, err)
}
