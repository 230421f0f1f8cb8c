package bolt

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stepmill/stepmill/store"
)

// TestOneCommitForAll queues several callers behind a commit that is under way
// and counts the transactions that serve them.
func TestOneCommitForAll(t *testing.T) {
	s, _ := newStore(t)
	before := s.handle.db.Stats().TxStats

	s.commitMu.Lock() // a commit is under way
	const callers = 50
	var wg sync.WaitGroup
	for i := range callers {
		wg.Go(func() {
			err := s.Append(store.Batch{Entries: []store.Entry{{Exec: 100, Data: fmt.Append(nil, i)}}})
			if err != nil {
				t.Error(err)
			}
		})
	}
	for queued := 0; queued < callers; { // until everybody is in the queue
		s.queueMu.Lock()
		queued = len(s.queue)
		s.queueMu.Unlock()
	}
	s.commitMu.Unlock()
	wg.Wait()

	after := s.handle.db.Stats().TxStats
	// A commit of these few bytes writes less than ten pages; fifty of them
	// would write hundreds.
	if n := after.GetWrite() - before.GetWrite(); n < 1 || n > 10 {
		t.Errorf("%d callers made %d page writes", callers, n)
	}
	if n := len(s.live.of(100, 0)); n != callers {
		t.Errorf("%d entries are live", n)
	}
}

// TestOpenAfterClose shows that the list of free pages survives an orderly
// close, and that a crash after it is noticed as one.
func TestOpenAfterClose(t *testing.T) {
	s, cfg := newStore(t)
	archiveMost(t, s)
	free := func(s *Store) int {
		st := s.handle.db.Stats()
		return st.FreePageN + st.PendingPageN
	}
	want := free(s)
	for range 3 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		var err error
		if s, err = Open(cfg); err != nil {
			t.Fatal(err)
		}
		if got := free(s); got < want-5 || got > want+20 {
			t.Fatalf("%d pages are free, there were %d", got, want)
		}
	}
	kill(t, s)
	s, err := Open(Config{Path: cfg.Path, LockTimeout: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := free(s); got < want-5 || got > want+20 {
		t.Fatalf("%d pages are free after a crash, there were %d", got, want)
	}
}
