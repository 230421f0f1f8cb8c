package records

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"sync"
)

// Files is a Sink that writes a file per log group in a folder: <group>.jsonl, one log record per line, in folders where the group's name has
// slashes. Records are added to files that are there. Methods may be called from any goroutine.
type Files struct {
	root *os.Root

	mu   sync.Mutex
	open map[string]*os.File // by group
}

// OpenFiles opens a folder, which it makes if need be. Nothing is ever written outside of it, whatever a group is called.
func OpenFiles(folder string) (*Files, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("open the folder of logs: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("open the folder of logs: %w", err)
	}
	return &Files{root: root, open: map[string]*os.File{}}, nil
}

// Log adds records to the file of a group.
func (f *Files) Log(group, _ string, lines []Line) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	file, err := f.file(group)
	if err != nil {
		return fmt.Errorf("log to a file: %w", err)
	}
	var b bytes.Buffer
	for _, l := range lines {
		b.WriteString(l.Message)
		b.WriteByte('\n')
	}
	if _, err := file.Write(b.Bytes()); err != nil {
		return fmt.Errorf("log to a file: %w", err)
	}
	return nil
}

func (f *Files) file(group string) (*os.File, error) {
	if file := f.open[group]; file != nil {
		return file, nil
	}
	name := strings.TrimPrefix(path.Clean("/"+group), "/") + ".jsonl"
	if err := f.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return nil, err
	}
	file, err := f.root.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		f.open[group] = file
	}
	return file, err
}

// Close closes the files.
func (f *Files) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	errs := []error{f.root.Close()}
	for _, file := range f.open {
		errs = append(errs, file.Close())
	}
	clear(f.open)
	return errors.Join(errs...)
}
