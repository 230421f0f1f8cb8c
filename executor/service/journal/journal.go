package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Change sets a key of a bucket, or removes it.
type Change struct {
	Bucket string `json:"b"`
	Key    string `json:"k"`
	Value  string `json:"v,omitempty"`
	Delete bool   `json:"d,omitempty"`
}

// ErrClosed reports a write to a journal that is closed.
var ErrClosed = errors.New("the journal is closed")

// Journal is one stand-in's data. All methods may be called from any goroutine.
type Journal struct {
	path string // "" keeps all in memory

	mu      sync.RWMutex
	buckets map[string]map[string]string
	file    *os.File
	written int64 // writes that are in the file
	failed  error // why nothing can be written any more

	syncing sync.Mutex
	synced  int64 // writes that are durable
}

// Open reads the journal in a file, which need not exist. With the path "" nothing is written anywhere.
func Open(path string) (*Journal, error) {
	j := &Journal{path: path, buckets: map[string]map[string]string{}}
	if path == "" {
		return j, nil
	}
	if err := j.load(); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return j, nil
}

// Get returns the value of a key.
func (j *Journal) Get(bucket, key string) (string, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	v, ok := j.buckets[bucket][key]
	return v, ok
}

// Scan yields the keys that begin with prefix and their values, by key, as they are when the iteration begins.
func (j *Journal) Scan(bucket, prefix string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		j.mu.RLock()
		found := map[string]string{}
		for k, v := range j.buckets[bucket] {
			if strings.HasPrefix(k, prefix) {
				found[k] = v
			}
		}
		j.mu.RUnlock()
		for _, k := range slices.Sorted(maps.Keys(found)) {
			if !yield(k, found[k]) {
				return
			}
		}
	}
}

// Write makes changes, all or none of them, and returns when they are durable.
func (j *Journal) Write(changes ...Change) error {
	if err := j.Append(changes...); err != nil {
		return err
	}
	return j.Sync()
}

// Append makes changes, all or none of them. They are durable after the next Sync: a caller that holds a lock of its own appends under it, and
// syncs when it has let go.
func (j *Journal) Append(changes ...Change) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.failed != nil {
		return fmt.Errorf("write %s: %w", j.path, j.failed)
	}
	if j.path != "" {
		if err := j.appendFile(changes); err != nil {
			j.failed = err
			return fmt.Errorf("write %s: %w", j.path, err)
		}
	}
	for _, c := range changes {
		j.apply(c)
	}
	j.written++
	return nil
}

func (j *Journal) appendFile(changes []Change) error {
	if j.file == nil {
		if err := os.MkdirAll(filepath.Dir(j.path), 0o755); err != nil {
			return err
		}
		f, err := os.OpenFile(j.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
		if err != nil {
			return err
		}
		j.file = f
	}
	line, err := json.Marshal(changes)
	if err != nil {
		return err
	}
	_, err = j.file.Write(append(line, '\n'))
	return err
}

// Sync returns when all that was appended before is durable. Those who come together share one flush of the disk. After a failure nothing can
// be written any more: nobody knows what is in the file.
func (j *Journal) Sync() error {
	j.mu.RLock()
	mine := j.written
	j.mu.RUnlock()
	j.syncing.Lock()
	defer j.syncing.Unlock()
	if j.synced >= mine {
		return nil
	}
	j.mu.RLock()
	f, written, failed := j.file, j.written, j.failed
	j.mu.RUnlock()
	if f != nil && failed == nil {
		failed = f.Sync()
	}
	if failed != nil {
		j.mu.Lock()
		j.failed = failed
		j.mu.Unlock()
		return fmt.Errorf("write %s: %w", j.path, failed)
	}
	j.synced = written
	return nil
}

func (j *Journal) apply(c Change) {
	b := j.buckets[c.Bucket]
	if c.Delete {
		delete(b, c.Key)
		return
	}
	if b == nil {
		b = map[string]string{}
		j.buckets[c.Bucket] = b
	}
	b[c.Key] = c.Value
}

// load folds the file, cuts off what a kill left of its last line, and writes it anew when less than half of its lines count.
func (j *Journal) load() error {
	f, err := os.Open(j.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	var whole, changes int64
	for r := bufio.NewReader(f); ; {
		line, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			break // without its newline a line was not acknowledged
		}
		if err != nil {
			return err
		}
		var cs []Change
		if err := json.Unmarshal(bytes.TrimSpace(line), &cs); err != nil {
			return fmt.Errorf("line %d bytes into the file is damaged: %w", whole, err)
		}
		for _, c := range cs {
			j.apply(c)
		}
		whole += int64(len(line))
		changes += int64(len(cs))
	}
	if changes > 2*j.count()+1000 {
		return j.rewrite()
	}
	return os.Truncate(j.path, whole)
}

func (j *Journal) count() int64 {
	n := 0
	for _, b := range j.buckets {
		n += len(b)
	}
	return int64(n)
}

// rewrite replaces the file by one that holds only what counts.
func (j *Journal) rewrite() error {
	f, err := os.CreateTemp(filepath.Dir(j.path), filepath.Base(j.path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // a leftover after an error; it is gone after the rename
	w := json.NewEncoder(f)
	for _, b := range slices.Sorted(maps.Keys(j.buckets)) {
		for _, k := range slices.Sorted(maps.Keys(j.buckets[b])) {
			if err := w.Encode([]Change{{Bucket: b, Key: k, Value: j.buckets[b][k]}}); err != nil {
				return errors.Join(err, f.Close())
			}
		}
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), j.path)
}

// Close makes durable what was appended, and closes the file.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.failed = ErrClosed
	if j.file == nil {
		return nil
	}
	err := errors.Join(j.file.Sync(), j.file.Close())
	j.file = nil
	return err
}
