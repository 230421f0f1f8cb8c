package bolt

import (
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestExercise(t *testing.T) {
	open := func(t storetest.T, path string) store.Store {
		t.Helper()
		s, err := Open(Config{Path: path, LockTimeout: time.Millisecond})
		if err != nil {
			t.Fatalf("%v", err)
		}
		return s
	}
	files := 0
	dir := t.TempDir()
	storetest.Exercise(t, storetest.Harness{
		Open: func(t storetest.T) store.Store {
			files++
			return open(t, filepath.Join(dir, "new", "folder", string(rune('a'+files%26))+time.Now().Format("150405.000000000")))
		},
		Reopen: func(t storetest.T, s store.Store) store.Store {
			if err := s.Close(); err != nil {
				t.Fatalf("%v", err)
			}
			return open(t, s.(*Store).cfg.Path)
		},
		Crash: func(t storetest.T, s store.Store) store.Store {
			kill(t, s.(*Store))
			return open(t, s.(*Store).cfg.Path)
		},
		Break: func(t storetest.T, s store.Store) { breakWrites(t, s.(*Store)) },
	})
}

// kill lets go of the file as the end of a process does: nothing is written any
// more, and the lock is free.
func kill(t storetest.T, s *Store) {
	t.Helper()
	s.wedged = true
	_ = s.release() // a broken file is closed already
}

// breakWrites takes the file away from below bbolt. The mapping stays, so
// reading goes on.
func breakWrites(t storetest.T, s *Store) {
	t.Helper()
	if err := abandon(s.handle.file); err != nil {
		t.Fatalf("%v", err)
	}
}
