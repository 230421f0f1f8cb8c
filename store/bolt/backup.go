package bolt

import (
	"fmt"
	"io"

	"go.etcd.io/bbolt"
)

// Backup writes the store as it is at this moment to w, in a form that Open
// accepts as a data file. Appends go on, but the pages that they replace cannot
// be used again until it ends, and an append that outgrows Config.MapBytes
// waits for it: give it a fast writer.
func (s *Store) Backup(w io.Writer) error {
	err := s.view(func(tx *bbolt.Tx) error {
		_, err := tx.WriteTo(w)
		return err
	})
	if err != nil {
		return fmt.Errorf("back up the store: %w", err)
	}
	return nil
}
