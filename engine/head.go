package engine

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// The tables of the store that the engine keeps.
const (
	tableHeads    store.Table = "heads"    // number → Head
	tableNames    store.Table = "names"    // execution ARN → number, for names that were given
	tableByStart  store.Table = "byStart"  // state machine ARN, 0, number → nothing
	tableMachines store.Table = "machines" // content hash → definition
	tableMeta     store.Table = "meta"     // "epoch" → secret of the folder, …
)

// Head is what a list shows of an execution. It is written when the execution starts and again when it closes; times have milliseconds.
type Head struct {
	Number         store.Number  `json:"-"`
	ARN            string        `json:"arn"`
	Name           string        `json:"name"`
	StateMachine   string        `json:"machine"` // ARN without version or alias
	MachineName    string        `json:"machineName"`
	MachineVersion string        `json:"version,omitempty"` // ARN
	MachineAlias   string        `json:"alias,omitempty"`   // ARN
	Definition     string        `json:"definition"`        // content hash
	TraceHeader    string        `json:"trace,omitempty"`
	Express        bool          `json:"express,omitempty"`
	Sync           bool          `json:"sync,omitempty"`
	Status         interp.Status `json:"status"`
	StartDate      time.Time     `json:"start"`
	StopDate       time.Time     `json:"stop,omitzero"`
	Error          string        `json:"error,omitempty"`
	Cause          string        `json:"cause,omitempty"`
	Output         string        `json:"output,omitempty"` // JSON text, of SUCCEEDED only
	Events         int64         `json:"events,omitempty"` // in the history when it closed
	MapRun         string        `json:"mapRun,omitempty"` // ARN of the map run whose child it is
	RedriveCount   int64         `json:"redrives,omitempty"`
	TestCase       string        `json:"testCase,omitempty"` // of Config.Mocks
}

func (h *Head) row() store.Row {
	b, err := json.Marshal(h)
	if err != nil {
		panic(fmt.Sprintf("engine: encode the head of %s: %v", h.ARN, err)) // texts, numbers and times always marshal
	}
	return store.Row{Table: tableHeads, Key: numberKey(h.Number), Value: b}
}

func decodeHead(n store.Number, data []byte) (Head, error) {
	h := Head{Number: n}
	if err := json.Unmarshal(data, &h); err != nil {
		return Head{}, fmt.Errorf("decode head of execution %d: %w", n, err)
	}
	return h, nil
}

func numberKey(n store.Number) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

func keyNumber(key []byte) (store.Number, error) {
	if len(key) < 8 {
		return 0, fmt.Errorf("a key of %d bytes holds no execution number", len(key))
	}
	return store.Number(binary.BigEndian.Uint64(key[len(key)-8:])), nil
}

func startKey(machine string, n store.Number) []byte {
	return binary.BigEndian.AppendUint64(append([]byte(machine), 0), uint64(n))
}
