package store

import "fmt"

// Limits of a Batch. They are far above what the engine writes (256 KiB
// payloads, keys below 200 bytes) and below what bbolt can hold (32 KiB keys,
// 2 GiB values).
const (
	MaxTableBytes = 64       // length of a Table name
	MaxKeyBytes   = 4 << 10  // length of Row.Key
	MaxDataBytes  = 64 << 20 // length of Entry.Data or Row.Value
)

// Empty reports whether the batch would change nothing.
func (b Batch) Empty() bool {
	return len(b.Entries) == 0 && len(b.Rows) == 0 && len(b.Archive) == 0
}

// Validate returns an error that wraps ErrInvalidBatch when the batch breaks a
// limit. Every Store calls it before it touches anything.
func (b Batch) Validate() error {
	for i, e := range b.Entries {
		if len(e.Data) > MaxDataBytes {
			return fmt.Errorf("%w: entry %d has %d bytes, the limit is %d", ErrInvalidBatch, i, len(e.Data), MaxDataBytes)
		}
	}
	for i, r := range b.Rows {
		switch {
		case r.Table == "" || len(r.Table) > MaxTableBytes:
			return fmt.Errorf("%w: row %d names table %q, a name has 1 to %d bytes", ErrInvalidBatch, i, r.Table, MaxTableBytes)
		case len(r.Key) == 0 || len(r.Key) > MaxKeyBytes:
			return fmt.Errorf("%w: row %d of table %s has a key of %d bytes, a key has 1 to %d", ErrInvalidBatch, i, r.Table, len(r.Key), MaxKeyBytes)
		case len(r.Value) > MaxDataBytes:
			return fmt.Errorf("%w: row %d of table %s has %d bytes, the limit is %d", ErrInvalidBatch, i, r.Table, len(r.Value), MaxDataBytes)
		}
	}
	return nil
}
