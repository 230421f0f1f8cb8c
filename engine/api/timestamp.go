package api

import (
	"time"

	"github.com/stepmill/stepmill/engine/history"
)

// timestamp is a time in a response: epoch seconds with milliseconds, as AWS JSON 1.0 writes times. The zero time is left out by omitzero.
type timestamp struct{ time.Time }

// MarshalJSON writes the number.
func (t timestamp) MarshalJSON() ([]byte, error) {
	return history.EpochSeconds(t.UnixNano()).AppendJSON(nil), nil
}
