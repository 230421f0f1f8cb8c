package history

import (
	"encoding/hex"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stepmill/stepmill/asl/value"
)

var update = flag.Bool("update", false, "write the goldens anew; a format that was released must never need it")

// everyField is one record of each kind of content, to pin down the format.
func everyField() []Record {
	long := value.MustParse(`{"text":"` + strings.Repeat("long enough to be compressed ", 40) + `","n":1.0}`)
	return []Record{
		{
			Type: ExecutionStarted, ID: 1, At: 1700000000_000_000_000, Input: long,
			Start: &Start{
				Interpreter: 1, Execution: "arn:aws:states:us-east-1:000000000000:execution:m:n", Name: "n",
				StateMachine: "arn:aws:states:us-east-1:000000000000:stateMachine:m", MachineName: "m", Role: "r", Definition: "d", Seed: 7,
				Timeout: 60, MaxEvents: 25000, Speed: 2,
			},
		},
		{Type: TaskStateEntered, ID: 2, At: 1700000000_000_000_000, Name: "T", Input: long},
		{
			Type: TaskScheduled, ID: 3, Prev: 2, At: 1700000000_001_000_000, Thread: 3, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
			Role: "role", Input: long, Timeout: 30, Heartbeat: 5,
		},
		{Type: TaskSubmitted, ID: 4, Prev: 3, At: 1700000000_002_000_000, Thread: 3, Output: value.True, Handle: "h"},
		{Type: TaskFailed, ID: 5, Prev: 4, At: 1700000000_003_000_000, Thread: 3, Error: "E", Cause: "c"},
		{Type: RetryScheduled, At: 1700000000_003_000_000, Thread: 3, Index: 1, Until: 1700000001_000_000_000, After: 5},
		{Type: MapStateStarted, ID: 6, Prev: 5, At: 1700000002_000_000_000, Input: value.MustParse("[1,2]"), Length: 2, Limit: 40, Child: 9},
		{Type: ActivityStarted, ID: 7, Prev: 6, At: 1700000002_000_000_000, Worker: "w"},
		{Type: EvaluationFailed, ID: 8, Prev: 0, At: 1700000002_000_000_000, Name: "T", Error: "E", Cause: "c", Location: "Output/a"},
		{
			Type: TaskStateExited, ID: 9, Prev: 8, At: 1700000002_000_000_000, Name: "T", Output: long, Next: "U",
			Assigned: []value.Member{{Key: "v", Value: value.MustParse("12345678901234567890")}},
		},
	}
}

// TestFormatStays reads chunks that the first version wrote. Old files open for ever, so this golden is never rewritten.
func TestFormatStays(t *testing.T) {
	const golden = "testdata/chunk-v1.hex"
	if *update {
		data := hex.EncodeToString(new(Encoder).Chunk(everyField()))
		if err := os.WriteFile(golden, []byte(data+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	data, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodeChunk(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(everyField(), got, cmp.Comparer(sameText), cmp.Comparer(sameStart)); diff != "" {
		t.Error(diff)
	}
}
