package mem_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/mem"
)

// say appends one entry without waiting for it.
func say(s *mem.Store, word string) *mem.Ticket {
	return s.AppendAsync(store.Batch{Entries: []store.Entry{{Exec: 1, Data: []byte(word)}}})
}

func words(t *testing.T, s *mem.Store) []string {
	t.Helper()
	var all []string
	for c, err := range s.Read(t.Context(), 1, 0) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(c.Data))
	}
	return all
}

func wantWords(t *testing.T, s *mem.Store, want ...string) {
	t.Helper()
	if got := words(t, s); !slices.Equal(got, want) {
		t.Fatalf("read %q, want %q", got, want)
	}
}

func wantTicket(t *testing.T, ticket *mem.Ticket, wantDone bool, wantErr error) {
	t.Helper()
	if done, err := ticket.Done(); done != wantDone || !errors.Is(err, wantErr) {
		t.Fatalf("the ticket says %v, %v; want %v, %v", done, err, wantDone, wantErr)
	}
}

func TestUnsyncedIsLost(t *testing.T) {
	s := mem.New()
	a, b, c := say(s, "a"), say(s, "b"), say(s, "c")
	wantWords(t, s)
	if err := s.Sync(1); err != nil {
		t.Fatal(err)
	}
	wantTicket(t, a, true, nil)
	wantTicket(t, b, false, nil)
	wantWords(t, s, "a")
	wantWords(t, s.CrashClone(mem.CrashOptions{}), "a")
	wantWords(t, s.CrashClone(mem.CrashOptions{Keep: 1}), "a", "b") // on the disk, but nobody was told
	wantWords(t, s.CrashClone(mem.CrashOptions{Keep: 9}), "a", "b", "c")
	if n := s.Unsynced(); n != 2 {
		t.Fatalf("%d batches wait", n)
	}

	if err := s.Append(store.Batch{Entries: []store.Entry{{Exec: 1, Data: []byte("d")}}}); err != nil {
		t.Fatal(err)
	}
	wantTicket(t, c, true, nil)
	wantWords(t, s, "a", "b", "c", "d") // Append waits for those before it
}

func TestCloneIsApart(t *testing.T) {
	s := mem.New()
	row := func(v string) store.Batch {
		return store.Batch{
			Entries: []store.Entry{{Exec: 1, Data: []byte(v)}, {Exec: 2, Data: []byte(v)}},
			Rows:    []store.Row{{Table: "t", Key: []byte("k"), Value: []byte(v)}},
			Archive: []store.Number{2},
		}
	}
	both := func(s *mem.Store, b store.Batch) {
		if err := s.Append(b); err != nil {
			t.Fatal(err)
		}
	}
	both(s, row("a"))
	clone := s.CrashClone(mem.CrashOptions{})
	both(s, row("b"))
	both(clone, row("c"))
	wantWords(t, s, "a", "b")
	wantWords(t, clone, "a", "c")
	for want, s := range map[string]*mem.Store{"b": s, "c": clone} {
		if got, err := s.Get("t", []byte("k")); string(got) != want || err != nil {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
	}
}

func TestFailedSync(t *testing.T) {
	s := mem.New()
	a, b := say(s, "a"), say(s, "b")
	if err := s.Sync(1); err != nil {
		t.Fatal(err)
	}
	onFire := errors.New("disk on fire")
	s.Fail(onFire)
	c := say(s, "c")
	if err := s.Sync(1); !errors.Is(err, onFire) {
		t.Fatal(err)
	}
	wantTicket(t, a, true, nil)
	wantTicket(t, b, true, onFire)
	wantTicket(t, c, true, onFire)
	wantTicket(t, say(s, "d"), true, store.ErrStopped)
	wantWords(t, s, "a")
	wantWords(t, s.CrashClone(mem.CrashOptions{}), "a")
}

func TestCloseLosesTheQueue(t *testing.T) {
	s := mem.New()
	a := say(s, "a")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wantTicket(t, a, true, store.ErrClosed)
	wantTicket(t, say(s, "b"), true, store.ErrClosed)
}
