package bolt

import (
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stepmill/stepmill/store"
)

// TestFullDisk fills a small file system of its own.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=12m"); err != nil {
		t.Skip("mounting is not possible here: ", err)
	}
	defer func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	}()
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 4<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	fillUp(t, Config{Path: filepath.Join(dir, "store.db")}, func() {
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	})
}

// TestFileSizeLimit meets the limit on the size of a file, which needs no
// rights and so runs everywhere.
func TestFileSizeLimit(t *testing.T) {
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		t.Fatal(err)
	}
	limit := func(bytes uint64) {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: bytes, Max: old.Max}); err != nil {
			t.Fatal(err)
		}
	}
	limit(2 * growBytes)
	defer limit(old.Cur)
	fillUp(t, Config{Path: filepath.Join(t.TempDir(), "store.db")}, func() { limit(old.Cur) })
}

// fillUp appends until the store stops, makes room, and looks for everything
// that was acknowledged.
func fillUp(t *testing.T, cfg Config, makeRoom func()) {
	t.Helper()
	s, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	batch := store.Batch{Entries: []store.Entry{{Exec: 1, Data: make([]byte, 90_000)}}}
	acknowledged := 0
	for acknowledged < 1_000 {
		if err = s.Append(batch); err != nil {
			break
		}
		acknowledged++
	}
	if !errors.Is(err, store.ErrFull) || !strings.Contains(err.Error(), "free some space") {
		t.Fatalf("after %d batches: %v", acknowledged, err)
	}
	if err := s.Append(batch); !errors.Is(err, store.ErrStopped) || !errors.Is(err, store.ErrFull) {
		t.Fatalf("after the failure: %v", err)
	}
	if n := countLog(t, s); n != acknowledged {
		t.Fatalf("%d entries are read after the failure, %d were acknowledged", n, acknowledged)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	makeRoom()
	if s, err = Open(cfg); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n := countLog(t, s); n < acknowledged || n > acknowledged+1 {
		t.Fatalf("%d entries are found, %d were acknowledged", n, acknowledged)
	}
	if err := s.Append(batch); err != nil {
		t.Fatal(err)
	}
}
