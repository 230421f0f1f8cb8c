package engine

import (
	"context"
	crand "crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"github.com/stepmill/stepmill/store"
)

// names turns execution numbers into the UUIDs that name executions which were not given a name, and back. Because it can be inverted, such a
// name needs no row of its own: rows keyed by UUIDs land all over the file and cost a page each.
//
// A UUID of version 4 has 122 free bits: 64 hold the number, scrambled by a four-round Feistel network, the rest a digest of it, so that
// a UUID which this folder never gave is told from one that it did.
type names struct{ secret [16]byte }

// openNames reads the secret of the folder, or makes it.
func openNames(ctx context.Context, s store.Store) (names, error) {
	var n names
	key := []byte("names")
	b, err := s.Get(tableMeta, key)
	if err != nil {
		return n, fmt.Errorf("read the secret of the names: %w", err)
	}
	if len(b) == len(n.secret) {
		copy(n.secret[:], b)
		return n, nil
	}
	crand.Read(n.secret[:])
	if err := s.Append(store.Batch{Rows: []store.Row{{Table: tableMeta, Key: key, Value: n.secret[:]}}}); err != nil {
		return n, fmt.Errorf("write the secret of the names: %w", err)
	}
	return n, nil
}

// round is the round function of the Feistel network.
func (n names) round(i byte, half uint32) uint32 {
	var in [21]byte
	copy(in[:], n.secret[:])
	in[16] = i
	binary.BigEndian.PutUint32(in[17:], half)
	sum := sha256.Sum256(in[:])
	return binary.BigEndian.Uint32(sum[:])
}

func (n names) scramble(x uint64) uint64 {
	l, r := uint32(x>>32), uint32(x)
	for i := range byte(4) {
		l, r = r, l^n.round(i, r)
	}
	return uint64(l)<<32 | uint64(r)
}

func (n names) unscramble(x uint64) uint64 {
	l, r := uint32(x>>32), uint32(x)
	for i := byte(4); i > 0; i-- {
		l, r = r^n.round(i-1, l), l
	}
	return uint64(l)<<32 | uint64(r)
}

// of returns the UUID of a number.
func (n names) of(number store.Number) string {
	x := n.scramble(uint64(number))
	digest := uint64(n.round(0x80, uint32(x)))<<32 | uint64(n.round(0x81, uint32(x>>32)))
	var b [16]byte
	binary.BigEndian.PutUint64(b[:], x>>16&0xffffffffffff<<16|0x4000|x>>4&0x0fff) // version 4
	binary.BigEndian.PutUint64(b[8:], 1<<63|(x&0xf)<<58|digest&(1<<58-1))         // variant 10
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// number returns the number that a UUID of this folder stands for.
func (n names) number(uuid string) (store.Number, bool) {
	if len(uuid) != 36 {
		return 0, false
	}
	b, err := hex.DecodeString(uuid[:8] + uuid[9:13] + uuid[14:18] + uuid[19:23] + uuid[24:])
	if err != nil {
		return 0, false
	}
	hi, lo := binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:])
	x := hi>>16<<16 | hi&0x0fff<<4 | lo>>58&0xf
	num := store.Number(n.unscramble(x))
	return num, n.of(num) == uuid
}
