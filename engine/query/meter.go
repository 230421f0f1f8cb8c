package query

import (
	"github.com/google/cel-go/common/operators"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
)

// meter counts the work of the functions that CEL takes for cheap: comparisons of whole documents and reading JSON.
type meter struct{}

// CallCost implements interpreter.ActualCostEstimator; nil leaves a call to CEL's own account.
func (meter) CallCost(function, _ string, args []ref.Val, _ ref.Val) *uint64 {
	var cost uint64
	switch function {
	case operators.Equals, operators.NotEquals, operators.In:
		left := maxCompared
		for _, x := range args {
			left = weigh(x, left)
		}
		cost = uint64(1 + maxCompared - left)
	case "json":
		if s, ok := args[0].(types.String); ok {
			cost = uint64(1 + len(s)/10)
		}
	default:
		return nil
	}
	return &cost
}

// weigh takes the size of x from left, in elements, and returns what remains; below zero x is too large, and the rest of it was not looked at.
// JSON counts by its text, since it is a tree; what an expression built may be a graph, and is walked as a comparison would walk it.
func weigh(x ref.Val, left int) int {
	switch x := x.(type) {
	case types.String:
		return left - 1 - len(x)/16
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
