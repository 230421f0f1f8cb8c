package query

import (
	"reflect"

	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"

	"github.com/stepmill/stepmill/asl/value"
)

// array is a JSON array as CEL sees it.
type array struct{ v value.Value }

var _ traits.Lister = (*array)(nil)

func (a *array) Type() ref.Type                               { return types.ListType }
func (a *array) Value() any                                   { return a.v }
func (a *array) Size() ref.Val                                { return types.Int(a.v.Len()) }
func (a *array) Iterator() traits.Iterator                    { return a.list().Iterator() }
func (a *array) Add(other ref.Val) ref.Val                    { return a.list().Add(other) }
func (a *array) ConvertToNative(to reflect.Type) (any, error) { return native(a.v, to) }
func (a *array) ConvertToType(to ref.Type) ref.Val            { return convertContainer(a, to, types.ListType) }

// list is the same list as CEL's own type.
func (a *array) list() traits.Lister {
	vs := make([]ref.Val, 0, a.v.Len())
	for _, v := range a.v.Elems() {
		vs = append(vs, adapt(v))
	}
	return listOf(vs).(traits.Lister)
}

// Get implements traits.Indexer.
func (a *array) Get(index ref.Val) ref.Val {
	i, err := types.IndexOrError(index)
	if err != nil {
		return types.ValOrErr(index, "%v", err)
	}
	if i < 0 || i >= a.v.Len() {
		return types.NewErr("index out of bounds: %d", i)
	}
	return adapt(a.v.Index(i))
}

// Contains implements traits.Container.
func (a *array) Contains(x ref.Val) ref.Val {
	if types.IsUnknownOrError(x) {
		return x
	}
	for _, v := range a.v.Elems() {
		if types.Equal(adapt(v), x) == types.True {
			return types.True
		}
	}
	return types.False
}

// Equal implements ref.Val; numbers of two JSON values compare exactly.
func (a *array) Equal(other ref.Val) ref.Val {
	switch x := other.(type) {
	case *array:
		return types.Bool(value.Equal(a.v, x.v))
	case traits.Lister:
		if x.Size() != a.Size() {
			return types.False
		}
		for i, v := range a.v.Elems() {
			if types.Equal(adapt(v), x.Get(types.Int(i))) != types.True {
				return types.False
			}
		}
		return types.True
	}
	return types.False
}
