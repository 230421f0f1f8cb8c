package query

import (
	"reflect"

	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"

	"github.com/stepmill/stepmill/asl/value"
)

// object is a JSON object as CEL sees it: a map with string keys in the order of the document.
type object struct{ v value.Value }

var _ traits.Mapper = (*object)(nil)

func (o *object) Type() ref.Type                               { return types.MapType }
func (o *object) Value() any                                   { return o.v }
func (o *object) Size() ref.Val                                { return types.Int(o.v.Len()) }
func (o *object) ConvertToNative(to reflect.Type) (any, error) { return native(o.v, to) }
func (o *object) ConvertToType(to ref.Type) ref.Val            { return convertContainer(o, to, types.MapType) }
func (o *object) member(key string) (v value.Value, found bool) {
	v = o.v.Get(key)
	return v, v.IsDefined()
}

// Find implements traits.Mapper. Keys of another type are not there, as in CEL's own maps.
func (o *object) Find(key ref.Val) (ref.Val, bool) {
	k, ok := key.(types.String)
	if !ok {
		if types.IsUnknownOrError(key) {
			return key, false
		}
		return nil, false
	}
	if v, found := o.member(string(k)); found {
		return adapt(v), true
	}
	return nil, false
}

// Contains implements traits.Container.
func (o *object) Contains(key ref.Val) ref.Val {
	v, found := o.Find(key)
	if v != nil && types.IsUnknownOrError(v) {
		return v
	}
	return types.Bool(found)
}

// Get implements traits.Indexer.
func (o *object) Get(key ref.Val) ref.Val { return get(o, key) }

func get(m traits.Mapper, key ref.Val) ref.Val {
	v, found := m.Find(key)
	if !found {
		return types.ValOrErr(v, "no such key: %v", key)
	}
	return v
}

// Iterator implements traits.Iterable: over the keys.
func (o *object) Iterator() traits.Iterator {
	keys := make([]ref.Val, 0, o.v.Len())
	for k := range o.v.Members() {
		keys = append(keys, types.String(k))
	}
	return listOf(keys).(traits.Lister).Iterator()
}

// Equal implements ref.Val; numbers of two JSON values compare exactly.
func (o *object) Equal(other ref.Val) ref.Val {
	switch x := other.(type) {
	case *object:
		return types.Bool(value.Equal(o.v, x.v))
	case traits.Mapper:
		if x.Size() != o.Size() {
			return types.False
		}
		for k, v := range o.v.Members() {
			theirs, found := x.Find(types.String(k))
			if !found || types.Equal(adapt(v), theirs) != types.True {
				return types.False
			}
		}
		return types.True
	}
	return types.False
}
