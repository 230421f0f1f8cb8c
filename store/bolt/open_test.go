package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

// newStore opens a store whose log fills some hundred pages.
func newStore(t *testing.T) (*Store, Config) {
	t.Helper()
	cfg := Config{Path: filepath.Join(t.TempDir(), "data", "store.db"), LockTimeout: time.Millisecond}
	s, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // some tests break it
	for exec := range store.Number(20) {
		b := store.Batch{Rows: []store.Row{{Table: "t", Key: []byte{byte(exec)}, Value: []byte("v")}}}
		for range 10 {
			b.Entries = append(b.Entries, store.Entry{Exec: exec, Data: bytes.Repeat([]byte{byte(exec)}, 3000)})
		}
		if err := s.Append(b); err != nil {
			t.Fatal(err)
		}
	}
	return s, cfg
}

func countLog(t *testing.T, s *Store) int {
	t.Helper()
	n := 0
	for _, err := range s.Open(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

func wantOpenError(t *testing.T, cfg Config, want error, words string) {
	t.Helper()
	s, err := Open(cfg)
	if err == nil {
		t.Fatal("it opened", s.Close())
	}
	if !errors.Is(err, want) || !strings.Contains(err.Error(), words) || !strings.Contains(err.Error(), cfg.Path) {
		t.Fatalf("got %v\nwant %v, with %q and the path", err, want, words)
	}
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such modes here")
	}
	_, cfg := newStore(t)
	for path, want := range map[string]os.FileMode{cfg.Path: 0o600, filepath.Dir(cfg.Path): 0o700} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
	}
}

func TestConfigIsChecked(t *testing.T) {
	for _, cfg := range []Config{{}, {Path: "x", LockTimeout: -1}, {Path: "x", MapBytes: -1}} {
		if _, err := Open(cfg); err == nil {
			t.Errorf("%+v was accepted", cfg)
		}
	}
}

func TestLocked(t *testing.T) {
	s, cfg := newStore(t)
	wantOpenError(t, cfg, store.ErrLocked, "let that process finish")
	if n := countLog(t, s); n != 200 {
		t.Fatalf("the owner reads %d entries", n)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNewerFormat(t *testing.T) {
	s, cfg := newStore(t)
	err := s.update(func(tx *bbolt.Tx) error {
		return tx.Bucket(metaBucket).Put(formatKey, binary.BigEndian.AppendUint64(nil, 7))
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	wantOpenError(t, cfg, store.ErrNewerFormat, "store format 7, and this program reads formats up to 1")
}

func TestForeignFiles(t *testing.T) {
	cfg := Config{Path: filepath.Join(t.TempDir(), "f")}
	for name, content := range map[string]string{"short": "hello", "long": strings.Repeat("hello ", 10_000), "zeros": strings.Repeat("\x00", 32<<10)} {
		if err := os.WriteFile(cfg.Path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		wantOpenError(t, cfg, store.ErrForeign, "move it away")
		if got, err := os.ReadFile(cfg.Path); err != nil || string(got) != content {
			t.Fatalf("%s: the file was changed: %v", name, err)
		}
	}
	if err := os.Remove(cfg.Path); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(cfg.Path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("theirs"))
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	wantOpenError(t, cfg, store.ErrForeign, "another program")
}

func TestUnusablePath(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(Config{Path: dir}); err == nil || !strings.Contains(err.Error(), dir) {
		t.Fatalf("a folder for a file: %v", err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(Config{Path: filepath.Join(file, "store.db")}); err == nil || !strings.Contains(err.Error(), file) {
		t.Fatalf("a file for a folder: %v", err)
	}
	s, err := Open(Config{Path: file})
	if err != nil {
		t.Fatalf("an empty file is a new store: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
