package bolt

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

// apply writes one batch into the transaction and notes in changes what it
// does to the log.
func apply(tx *bbolt.Tx, b store.Batch, changes *staged) error {
	if err := applyEntries(tx, b.Entries, changes); err != nil {
		return err
	}
	if err := applyRows(tx, b.Rows); err != nil {
		return err
	}
	for _, exec := range b.Archive {
		if err := archive(tx, exec, changes); err != nil {
			return err
		}
	}
	return nil
}

func applyEntries(tx *bbolt.Tx, es []store.Entry, changes *staged) error {
	if len(es) == 0 {
		return nil
	}
	log := tx.Bucket(logBucket)
	log.FillPercent = logFill
	size := 0
	for _, e := range es {
		size += 8 + len(e.Data)
	}
	// bbolt keeps the values until the commit, so one block holds them all.
	block := make([]byte, 0, size)
	seq := log.Sequence()
	for _, e := range es {
		seq++
		start := len(block)
		block = binary.BigEndian.AppendUint64(block, uint64(e.Exec))
		block = append(block, e.Data...)
		if err := log.Put(logKey(seq), block[start:len(block):len(block)]); err != nil {
			return fmt.Errorf("log entry %d: %w", seq, err)
		}
		changes.add(e.Exec, seq)
	}
	return log.SetSequence(seq)
}

func applyRows(tx *bbolt.Tx, rows []store.Row) error {
	var table store.Table
	var bucket *bbolt.Bucket
	for _, r := range rows {
		if r.Table != table {
			b, err := tx.CreateBucketIfNotExists(tableBucket(r.Table))
			if err != nil {
				return fmt.Errorf("table %s: %w", r.Table, err)
			}
			table, bucket = r.Table, b
		}
		var err error
		if r.Value == nil {
			err = bucket.Delete(r.Key)
		} else {
			err = bucket.Put(r.Key, r.Value)
		}
		if err != nil {
			return fmt.Errorf("table %s: %w", r.Table, err)
		}
	}
	return nil
}

// archive moves the live entries of an execution to the history, where they
// lie side by side.
func archive(tx *bbolt.Tx, exec store.Number, changes *staged) error {
	seqs := changes.live(exec)
	if len(seqs) == 0 {
		return nil
	}
	log, history := tx.Bucket(logBucket), tx.Bucket(historyBucket)
	history.FillPercent = historyFill
	for _, seq := range seqs {
		key := logKey(seq)
		owner, data, ok := splitLogValue(log.Get(key))
		if !ok || owner != exec {
			return fmt.Errorf("%w: log entry %d should belong to execution %d", store.ErrCorrupt, seq, exec)
		}
		// Delete moves what the page holds; the data must be a copy by then.
		if err := history.Put(historyKey(exec, seq), append([]byte{}, data...)); err != nil {
			return fmt.Errorf("archive execution %d: %w", exec, err)
		}
		if err := log.Delete(key); err != nil {
			return fmt.Errorf("archive execution %d: %w", exec, err)
		}
	}
	changes.archive(exec)
	return nil
}
