package bolt

import (
	"fmt"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

// Stats measures the file. The free bytes are those of the last commit.
func (s *Store) Stats() (store.Stats, error) {
	var st store.Stats
	err := s.view(func(tx *bbolt.Tx) error {
		info, err := s.handle.file.Stat()
		if err != nil {
			return err
		}
		pages := s.handle.db.Stats()
		st.FileBytes = info.Size()
		st.FreeBytes = int64(pages.FreePageN+pages.PendingPageN) * int64(s.handle.db.Info().PageSize)
		st.LastSeq = tx.Bucket(logBucket).Sequence()
		return nil
	})
	if err != nil {
		return store.Stats{}, fmt.Errorf("measure the store: %w", err)
	}
	st.LiveExecutions, st.LogEntries = s.live.count()
	return st, nil
}
