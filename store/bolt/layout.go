package bolt

import (
	"encoding/binary"

	"github.com/stepmill/stepmill/store"
)

// formatVersion is the layout below. A change that an older program would
// misread raises it.
const formatVersion = 1

// The top-level buckets. All numbers are big-endian, so that byte order is
// numeric order.
//
//	meta       "format" -> version; "clean" -> present after an orderly Close
//	log        sequence -> execution, data
//	history    execution, sequence -> data
//	t/<table>  key -> value
//
// The bucket sequence of log is the newest sequence ever given. It stays when
// archiving empties the bucket.
var (
	metaBucket    = []byte("meta")
	logBucket     = []byte("log")
	historyBucket = []byte("history")

	formatKey = []byte("format")
	cleanKey  = []byte("clean")
)

const tablePrefix = "t/"

// The log only grows at its right edge, so its pages are filled to the brim.
// Closed executions arrive nearly in the order of their numbers; a little room
// spares the history splits for those that come late.
const (
	logFill     = 1.0
	historyFill = 0.9
)

func tableBucket(t store.Table) []byte { return []byte(tablePrefix + string(t)) }

func logKey(seq uint64) []byte {
	return binary.BigEndian.AppendUint64(make([]byte, 0, 8), seq)
}

func historyKey(exec store.Number, seq uint64) []byte {
	k := binary.BigEndian.AppendUint64(make([]byte, 0, 16), uint64(exec))
	return binary.BigEndian.AppendUint64(k, seq)
}

// splitLogValue takes a log value apart. The data is not a copy.
func splitLogValue(v []byte) (store.Number, []byte, bool) {
	if len(v) < 8 {
		return 0, nil, false
	}
	return store.Number(binary.BigEndian.Uint64(v)), v[8:], true
}
