package history

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/stepmill/stepmill/asl/value"
)

// TestChunkRoundTrip writes arbitrary records and reads them back the same.
func TestChunkRoundTrip(t *testing.T) {
	var enc Encoder // one for all: what it kept of the last chunk must not show in the next
	rapid.Check(t, func(t *rapid.T) {
		rs := rapid.SliceOfN(rapid.Custom(drawRecord), 0, 12).Draw(t, "records")
		id := int64(0)
		for i := range rs {
			if rs[i].Type.Shown() {
				id++
				rs[i].ID, rs[i].Prev = id, rapid.Int64Range(0, id-1).Draw(t, "prev")
			}
		}
		got, err := DecodeChunk(enc.Chunk(rs))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(rs, got, cmp.Comparer(sameText), cmp.Comparer(sameStart)); diff != "" && len(rs) > 0 {
			t.Fatal(diff)
		}
	})
}

func sameText(a, b value.Value) bool { return a.JSON() == b.JSON() }

func sameStart(a, b *Start) bool {
	return (a == nil) == (b == nil) && (a == nil || *a == *b)
}

func drawRecord(t *rapid.T) Record {
	types := rapid.SampledFrom([]Type{PassStateEntered, PassStateExited, TaskScheduled, MapStateStarted, RetryScheduled, EvaluationFailed})
	payload := rapid.SampledFrom([]value.Value{
		{}, value.MustParse(`{"b":1.0,"a":12345678901234567890}`), value.MustParse(" [1, 2]"), value.Text("x\u2028"), value.NullValue,
	})
	text := rapid.SampledFrom([]string{"", "A", "States.Runtime", "a longer text with ünïcode"})
	number := rapid.Int64Range(-1<<40, 1<<40)
	r := Record{
		Type: types.Draw(t, "type"), At: number.Draw(t, "at"), Thread: int32(rapid.IntRange(0, 1e6).Draw(t, "thread")),
		Name: text.Draw(t, "name"), Input: payload.Draw(t, "input"), Output: payload.Draw(t, "output"),
		Next: text.Draw(t, "next"), Resource: text.Draw(t, "resource"), Role: text.Draw(t, "role"), Worker: text.Draw(t, "worker"), Handle: text.Draw(t, "handle"),
		Timeout: number.Draw(t, "timeout"), Heartbeat: number.Draw(t, "heartbeat"), Error: text.Draw(t, "error"),
		Cause: text.Draw(t, "cause"), Location: text.Draw(t, "location"), Index: number.Draw(t, "index"), Length: number.Draw(t, "length"),
		Limit: number.Draw(t, "limit"), Until: number.Draw(t, "until"), After: number.Draw(t, "after"),
	}
	if rapid.Bool().Draw(t, "started") {
		r.Start = &Start{Name: text.Draw(t, "start"), Seed: rapid.Uint64().Draw(t, "seed"), Express: true, Timeout: 5}
	}
	if v := payload.Draw(t, "assigned"); v.IsDefined() {
		r.Assigned = []value.Member{{Key: "k", Value: v}, {Key: "l", Value: value.True}}
	}
	return r
}

// TestChunkRepeats shows what a payload costs that several records of a chunk carry: a few bytes each.
func TestChunkRepeats(t *testing.T) {
	payload := value.MustParse(`"` + string(bytes.Repeat([]byte("unlikely to shrink? no: "), 10)) + `"`)
	one := []Record{{Type: PassStateEntered, ID: 1, Name: "A", Input: payload}}
	two := append(one, Record{Type: PassStateExited, ID: 2, Prev: 1, Name: "A", Output: payload})
	if grown := len(new(Encoder).Chunk(two)) - len(new(Encoder).Chunk(one)); grown > 16 {
		t.Errorf("the second record with the same payload takes %d bytes, want at most 16", grown)
	}
}

// TestDecodeRefuses reads what is not a chunk of this version.
func TestDecodeRefuses(t *testing.T) {
	good := new(Encoder).Chunk([]Record{{Type: PassStateEntered, ID: 1, Name: "A", Input: value.MustParse(`{"x":1}`)}})
	for name, data := range map[string][]byte{
		"nothing":          {},
		"no version":       {0, 0},
		"newer version":    append([]byte{FormatVersion + 1}, good[1:]...),
		"cut short":        good[:len(good)-1],
		"too long":         append(bytes.Clone(good), 0),
		"bad compression":  append([]byte{FormatVersion, flagCompressed, 1}, good[3:]...),
		"too many records": {FormatVersion, 0, 9, 0xff, 0xff, 0x03},
		"unknown type":     {FormatVersion, 0, 9, 1, 255, 0, 0, 0, 0, 0},
	} {
		if _, err := DecodeChunk(data); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: error %v, want ErrFormat", name, err)
		}
	}
}

// TestTypeNamesAreDistinct guards the table of names, which is also what says that a type exists.
func TestTypeNamesAreDistinct(t *testing.T) {
	seen := map[string]Type{}
	for i := range names {
		if n := names[i]; n != "" {
			if other, twice := seen[n]; twice {
				t.Errorf("types %d and %d are both called %s", other, i, n)
			}
			seen[n] = Type(i)
		}
	}
}

// FuzzDecodeChunk reads rubbish: it must be refused or give records that can be written and read again.
func FuzzDecodeChunk(f *testing.F) {
	f.Add(new(Encoder).Chunk([]Record{{Type: ExecutionStarted, ID: 1, Input: value.MustParse(`{"x":[1,2]}`), Start: &Start{Name: "n"}}}))
	f.Add(new(Encoder).Chunk([]Record{
		{Type: TaskStateEntered, ID: 2, Name: "T", Input: value.MustParse(`1`)},
		{Type: TaskStateExited, ID: 3, Prev: 2, Name: "T", Output: value.MustParse(`1`), Assigned: []value.Member{{Key: "v", Value: value.True}}},
	}))
	f.Fuzz(func(t *testing.T, data []byte) {
		rs, err := DecodeChunk(data)
		if err != nil {
			return
		}
		again, err := DecodeChunk(new(Encoder).Chunk(rs))
		if err != nil {
			t.Fatalf("records that were read cannot be written and read again: %v", err)
		}
		if len(again) != len(rs) {
			t.Fatalf("%d records became %d", len(rs), len(again))
		}
	})
}
