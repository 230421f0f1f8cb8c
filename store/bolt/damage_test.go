package bolt

import (
	"os"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

// TestDamage opens files with one page overwritten or the end cut off, after a
// crash and after an orderly close. Opening may succeed when the damage lies
// where it does not look, but then reading must say so: never a wrong answer
// taken for a right one, and never the end of the process.
func TestDamage(t *testing.T) {
	const pageSize = 4096
	for _, clean := range []bool{false, true} {
		s, cfg := newStore(t)
		var used int64
		if err := s.view(func(tx *bbolt.Tx) error { used = tx.Size(); return nil }); err != nil {
			t.Fatal(err)
		}
		if clean {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		} else {
			kill(t, s)
		}
		good, err := os.ReadFile(cfg.Path)
		if err != nil {
			t.Fatal(err)
		}
		good = good[:used]
		refused := 0
		try := func(what string, content []byte) {
			t.Helper()
			if err := os.WriteFile(cfg.Path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if !readsWell(t, cfg) {
				refused++
			}
		}
		for at := 0; at < len(good); at += 7 * pageSize {
			bad := append([]byte{}, good...)
			for i := range bad[at : at+pageSize] {
				bad[at+i] = 0xA5
			}
			try("overwritten", bad)
			try("cut off", good[:at])
		}
		if refused < 20 {
			t.Errorf("clean=%v: only %d damaged files were noticed", clean, refused)
		}
		if err := os.WriteFile(cfg.Path, good, 0o600); err != nil {
			t.Fatal(err)
		}
		if !readsWell(t, cfg) {
			t.Errorf("clean=%v: the undamaged file was refused", clean)
		}
	}
}

// readsWell opens the store and reads everything; it reports whether all of it
// went without an error.
func readsWell(t *testing.T, cfg Config) bool {
	t.Helper()
	s, err := Open(cfg)
	if err != nil {
		t.Log(err)
		return false
	}
	defer s.Close()
	ok := true
	for _, err := range s.Open(t.Context()) {
		if err != nil {
			t.Log(err)
			ok = false
		}
	}
	for _, err := range s.Scan(t.Context(), "t", nil, nil, false) {
		if err != nil {
			t.Log(err)
			ok = false
		}
	}
	if err := s.Append(store.Batch{Entries: []store.Entry{{Exec: 1}}}); err != nil {
		t.Log(err)
		ok = false
	}
	return ok
}
