package query

import (
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
)

// sizeOf is what it costs to hand a value on, in units: a function that gets it may look through a text, or walk over the top of a container.
func sizeOf(v ref.Val) int {
	switch v := v.(type) {
	case types.String:
		return len(v) / 10
	case types.Bytes:
		return len(v) / 10
	case *object:
		return v.v.Len() / 10
	case *array:
		return v.v.Len() / 10
	}
	return 0
}

// weigh takes what a comparison of x may look at from left, in units, and returns what remains; below zero x is too large, and the rest of it was
// not looked at. JSON counts by its text, since it is a tree; what an expression built may be a graph, and is walked as a comparison would.
func weigh(x ref.Val, left int) int {
	switch x := x.(type) {
	case types.String:
		return left - 1 - len(x)/10
	case *object:
		return left - 1 - x.v.Size()/16
	case *array:
		return left - 1 - x.v.Size()/16
	case *event:
		return left - 1 - x.v.Size()/16
	case traits.Mapper:
		for it := x.Iterator(); it.HasNext() == types.True && left >= 0; {
			key := it.Next()
			left = weigh(x.Get(key), weigh(key, left))
		}
	case traits.Lister:
		for it := x.Iterator(); it.HasNext() == types.True && left >= 0; {
			left = weigh(it.Next(), left)
		}
	case *types.Optional:
		if x.HasValue() {
			return weigh(x.GetValue(), left-1)
		}
	}
	return left - 1
}
