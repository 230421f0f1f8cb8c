package query

import (
	"strconv"
	"strings"
	"time"

	"github.com/google/cel-go/common/operators"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/common/types/traits"
)

// maxShown is how much of a value a message shows, in bytes.
const maxShown = 200

// show writes a value as JSON would have it; times and durations, which JSON has not, as CEL's functions take them.
func show(v ref.Val) string { return clip(string(appendValue(nil, v)), maxShown) }

// appendValue stops a little beyond maxShown: a list may be endless for all it knows.
func appendValue(dst []byte, v ref.Val) []byte {
	switch v := v.(type) {
	case types.Null:
		return append(dst, "null"...)
	case types.String:
		return strconv.AppendQuote(dst, clip(string(v), maxShown))
	case types.Double:
		return strconv.AppendFloat(dst, float64(v), 'g', -1, 64)
	case types.Timestamp:
		return v.Time.UTC().AppendFormat(dst, time.RFC3339Nano)
	case types.Duration:
		return append(dst, v.Duration.String()...)
	case *object:
		return append(dst, v.v.Compact()...)
	case *array:
		return append(dst, v.v.Compact()...)
	case *event:
		return append(dst, v.v.Compact()...)
	case traits.Mapper:
		return appendMap(dst, v)
	case traits.Lister:
		return appendList(dst, v)
	case *types.Optional:
		if !v.HasValue() {
			return append(dst, "nothing"...)
		}
		return appendValue(dst, v.GetValue())
	case *types.Type:
		return append(dst, typeName(v.TypeName())...)
	}
	return append(dst, types.Format(v)...)
}

func appendList(dst []byte, list traits.Lister) []byte {
	dst = append(dst, '[')
	for it, first := list.Iterator(), true; it.HasNext() == types.True && len(dst) <= maxShown; first = false {
		if !first {
			dst = append(dst, ',')
		}
		dst = appendValue(dst, it.Next())
	}
	return append(dst, ']')
}

func appendMap(dst []byte, m traits.Mapper) []byte {
	dst = append(dst, '{')
	for it, first := m.Iterator(), true; it.HasNext() == types.True && len(dst) <= maxShown; first = false {
		if !first {
			dst = append(dst, ',')
		}
		key := it.Next()
		dst = appendValue(append(appendValue(dst, key), ':'), m.Get(key))
	}
	return append(dst, '}')
}

// clip shortens a text to n bytes, at a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// typeNames turns CEL's names of types into those of its documentation.
var typeNames = strings.NewReplacer("google.protobuf.Timestamp", "timestamp", "google.protobuf.Duration", "duration", "null_type", "null")

func typeName(cel string) string { return typeNames.Replace(cel) }

// operatorName returns an operator as it is written.
func operatorName(function string) string {
	if function == operators.Conditional {
		return "?:"
	}
	if function == operators.Index {
		return "[]"
	}
	if symbol, ok := operators.FindReverse(function); ok {
		return symbol
	}
	return function
}
