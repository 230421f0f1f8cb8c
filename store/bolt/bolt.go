package bolt

import (
	"os"
	"sync"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

// Store is a store.Store in one bbolt file. It has no goroutine of its own.
type Store struct {
	cfg Config

	// handle holds the open file. Readers share it; Compact and Close, which
	// replace it, take it alone.
	handleMu sync.RWMutex
	handle   handle

	queueMu sync.Mutex
	queue   []*waiter // batches that wait for the next commit

	commitMu sync.Mutex // held for one commit, compaction or the closing
	stopped  error      // the failure that stopped the store; under commitMu
	wedged   bool       // bbolt broke off inside a write and may hold its locks; under commitMu

	live positions
}

// handle is an open bbolt file. file is the one below db: bbolt cannot be
// asked to close after it broke off inside a write, the file can.
type handle struct {
	db   *bbolt.DB
	file *os.File
}

var _ store.Store = (*Store)(nil)
