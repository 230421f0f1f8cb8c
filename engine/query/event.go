package query

import (
	"time"

	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"

	"github.com/stepmill/stepmill/engine/history"
)

// event is an event of the history: GetExecutionHistory's JSON, but its timestamp is one of CEL's, as AWS's SDKs show it, so that it can be
// compared and subtracted.
type event struct {
	object
	at types.Timestamp
}

var _ traits.Mapper = (*event)(nil)

// eventList shows the records that are events.
func eventList(rs []history.Record) ref.Val {
	var p history.Projection
	events := make([]ref.Val, 0, len(rs))
	for i := range rs {
		if r := &rs[i]; r.Type.Shown() {
			at := time.UnixMilli(time.Duration(r.At).Milliseconds()).UTC()
			events = append(events, &event{object{p.Event(r)}, types.Timestamp{Time: at}})
		}
	}
	return listOf(events)
}

func (e *event) ConvertToType(to ref.Type) ref.Val { return convertContainer(e, to, types.MapType) }

// Find implements traits.Mapper.
func (e *event) Find(key ref.Val) (ref.Val, bool) {
	if key == types.String("timestamp") {
		return e.at, true
	}
	return e.object.Find(key)
}

// Get implements traits.Indexer.
func (e *event) Get(key ref.Val) ref.Val { return get(e, key) }

// Equal implements ref.Val: event ids are unique, but an event may be compared with a map of the expression.
func (e *event) Equal(other ref.Val) ref.Val {
	if x, ok := other.(*event); ok {
		return e.object.Equal(&x.object)
	}
	x, ok := other.(traits.Mapper)
	if !ok || x.Size() != e.Size() {
		return types.False
	}
	for it := e.Iterator(); it.HasNext() == types.True; {
		key := it.Next()
		mine, _ := e.Find(key)
		theirs, found := x.Find(key)
		if !found || types.Equal(mine, theirs) != types.True {
			return types.False
		}
	}
	return types.True
}
