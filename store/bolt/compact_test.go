package bolt

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/stepmill/stepmill/store"
)

// archiveMost leaves a file with more holes than data: the first executions
// move to the history, whose fresh pages come out of the log's old ones.
func archiveMost(t *testing.T, s *Store) {
	t.Helper()
	b := store.Batch{Rows: []store.Row{{Table: "empty", Key: []byte("k"), Value: []byte{}}}}
	for exec := range store.Number(15) {
		b.Archive = append(b.Archive, exec)
	}
	if err := s.Append(b); err != nil {
		t.Fatal(err)
	}
}

// contents is everything that the store answers.
func contents(t *testing.T, s *Store) []any {
	t.Helper()
	var all []any
	keep := func(v any, err error) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	for e, err := range s.Open(t.Context()) {
		keep(e, err)
	}
	for exec := range store.Number(21) {
		for c, err := range s.Read(t.Context(), exec, 0) {
			keep(c, err)
		}
	}
	for _, table := range []store.Table{"t", "empty"} {
		for r, err := range s.Scan(t.Context(), table, nil, nil, true) {
			keep(r, err)
		}
	}
	return all
}

func TestCompact(t *testing.T) {
	s, cfg := newStore(t)
	archiveMost(t, s)
	want := contents(t, s)
	before, err := s.Stats()
	if err != nil {
		t.Fatal(err)
	}
	if before.FreeBytes < 100<<10 {
		t.Fatalf("only %d bytes are free before: the test shows nothing", before.FreeBytes)
	}
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	after, err := s.Stats()
	if err != nil {
		t.Fatal(err)
	}
	if after.FileBytes > before.FileBytes-before.FreeBytes/2 || after.LastSeq != before.LastSeq {
		t.Errorf("before %+v, after %+v", before, after)
	}
	if got := contents(t, s); !reflect.DeepEqual(got, want) {
		t.Error("the contents changed")
	}
	wantOpenError(t, cfg, store.ErrLocked, "") // the new file is locked as the old one was
	if err := s.Append(store.Batch{Entries: []store.Entry{{Exec: 20, Data: []byte("late")}}}); err != nil {
		t.Fatal(err)
	}
	want = contents(t, s)
	kill(t, s)
	if s, err = Open(cfg); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := contents(t, s); !reflect.DeepEqual(got, want) {
		t.Error("the contents changed with a crash after the compaction")
	}
}

func TestCompactIsCancelled(t *testing.T) {
	s, cfg := newStore(t)
	reason := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(reason)
	if err := s.Compact(ctx); !errors.Is(err, reason) {
		t.Fatal(err)
	}
	if _, err := os.Stat(compactPath(cfg.Path)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the copy is still there: %v", err)
	}
	if err := s.Append(store.Batch{Entries: []store.Entry{{Exec: 1}}}); err != nil {
		t.Fatal(err)
	}
}

// TestCompactLeftover opens a folder in which a crash cut a compaction off.
func TestCompactLeftover(t *testing.T) {
	s, cfg := newStore(t)
	want := contents(t, s)
	kill(t, s)
	if err := os.WriteFile(compactPath(cfg.Path), []byte("half a copy"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := os.Stat(compactPath(cfg.Path)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the copy is still there: %v", err)
	}
	if got := contents(t, s); !reflect.DeepEqual(got, want) {
		t.Error("the contents changed")
	}
}

// TestWaitingForAReplacedFile lets an opener wait for the lock of a file that
// is replaced meanwhile: it must not go on with the old one.
func TestWaitingForAReplacedFile(t *testing.T) {
	s, cfg := newStore(t)
	archiveMost(t, s)
	want := contents(t, s)
	type opened struct {
		s   *Store
		err error
	}
	result := make(chan opened)
	go func() {
		patient := cfg
		patient.LockTimeout = time.Minute
		s, err := Open(patient)
		result <- opened{s, err}
	}()
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	r := <-result
	if r.err != nil {
		t.Fatal(r.err)
	}
	defer r.s.Close()
	same, err := isFileAt(r.s.handle.file, cfg.Path)
	if err != nil || !same {
		t.Errorf("it has another file: %v", err)
	}
	if got := contents(t, r.s); !reflect.DeepEqual(got, want) {
		t.Error("the contents changed")
	}
}

func TestBackup(t *testing.T) {
	s, _ := newStore(t)
	archiveMost(t, s)
	want := contents(t, s)
	var copied bytes.Buffer
	if err := s.Backup(&copied); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(store.Batch{Entries: []store.Entry{{Exec: 1}}}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "restored.db")
	if err := os.WriteFile(path, copied.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	restored, err := Open(Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer restored.Close()
	if got := contents(t, restored); !reflect.DeepEqual(got, want) {
		t.Error("the backup holds something else")
	}
}

// TestCompactAmongOthers compacts while others append and read.
func TestCompactAmongOthers(t *testing.T) {
	s, _ := newStore(t)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for exec := range store.Number(3) {
		wg.Go(func() {
			for n := 10; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				if err := s.Append(store.Batch{Entries: []store.Entry{{Exec: exec}}}); err != nil {
					t.Error(err)
					return
				}
				chunks := 0
				for _, err := range s.Read(t.Context(), exec, 0) {
					if err != nil {
						t.Error(err)
						return
					}
					chunks++
				}
				if chunks != n+1 {
					t.Errorf("execution %d has %d chunks, want %d", exec, chunks, n+1)
					return
				}
			}
		})
	}
	for range 10 {
		if err := s.Compact(t.Context()); err != nil {
			t.Error(err)
		}
	}
	close(done)
	wg.Wait()
}
