package history

import (
	"encoding/json"
	"fmt"
)

// Start is what an execution needs to know of the world, fixed when it starts. It is written as JSON, since there is one per execution
// and new members must not disturb old files.
type Start struct {
	Interpreter    int    `json:"v"`   // version of the interpreter that decides
	Execution      string `json:"arn"` // ARN
	Name           string `json:"name"`
	StateMachine   string `json:"machine"` // ARN without version or alias
	MachineName    string `json:"machineName"`
	MachineVersion string `json:"version,omitempty"` // ARN, absent if started without
	MachineAlias   string `json:"alias,omitempty"`   // ARN, absent if started without
	Role           string `json:"role,omitempty"`    // ARN
	Definition     string `json:"definition"`        // content hash of the definition
	TraceHeader    string `json:"trace,omitempty"`
	Seed           uint64 `json:"seed"` // of all randomness
	Express        bool   `json:"express,omitempty"`
	Sync           bool   `json:"sync,omitempty"`    // StartSyncExecution
	Timeout        int64  `json:"timeout,omitempty"` // seconds for the whole execution, 0: none
	MaxEvents      int64  `json:"maxEvents,omitempty"`
	MapRun         string `json:"mapRun,omitempty"` // ARN of the map run whose child it is
	// Speed divides the length of Wait states and retry pauses; 0 is 1, that is, AWS's time. SkipWaits makes them nothing.
	Speed     float64 `json:"speed,omitempty"`
	SkipWaits bool    `json:"skipWaits,omitempty"`
}

func (s *Start) encode() string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(fmt.Sprintf("history: start record: %v", err)) // strings and numbers always marshal
	}
	return string(b)
}

func decodeStart(text string) (*Start, error) {
	s := new(Start)
	if err := json.Unmarshal([]byte(text), s); err != nil {
		return nil, fmt.Errorf("start: %v", err)
	}
	return s, nil
}
