package intrinsic

import (
	"slices"
	"strconv"

	"github.com/stepmill/stepmill/asl/value"
)

// MaxRange bounds the elements that States.ArrayRange makes. Source: Developer Guide, "Intrinsics for arrays".
const MaxRange = 1000

func array(a arguments) (value.Value, error) { return value.ArrayOf(a), nil }

func arrayPartition(a arguments) (value.Value, error) {
	whole, err := a.array(0)
	if err != nil {
		return value.Value{}, err
	}
	size, err := a.integer(1)
	if err != nil {
		return value.Value{}, err
	}
	if size < 1 {
		return value.Value{}, wrong("The chunk size must be a positive integer, but it is %d", size)
	}
	elems := elements(whole)
	var chunks []value.Value
	for len(elems) > 0 {
		n := int(min(size, int64(len(elems))))
		chunks = append(chunks, value.ArrayOf(elems[:n:n]))
		elems = elems[n:]
	}
	return value.ArrayOf(chunks), nil
}

func elements(v value.Value) []value.Value {
	out := make([]value.Value, 0, v.Len())
	for _, x := range v.Elems() {
		out = append(out, x)
	}
	return out
}

func arrayContains(a arguments) (value.Value, error) {
	whole, err := a.array(0)
	if err != nil {
		return value.Value{}, err
	}
	for _, x := range whole.Elems() {
		if value.Equal(x, a[1]) {
			return value.True, nil
		}
	}
	return value.False, nil
}

func arrayRange(a arguments) (value.Value, error) {
	var n [3]int64
	for i := range n {
		var err error
		if n[i], err = a.integer(i); err != nil {
			return value.Value{}, err
		}
	}
	first, last, step := n[0], n[1], n[2]
	if step == 0 {
		return value.Value{}, wrong("The step of a range must not be 0")
	}
	var elems []value.Value
	for x := first; step > 0 && x <= last || step < 0 && x >= last; {
		if len(elems) == MaxRange {
			return value.Value{}, wrong("The range from %d to %d by %d has more than %d elements", first, last, step, MaxRange)
		}
		elems = append(elems, value.Int(x))
		next := x + step
		if (next > x) != (step > 0) {
			break // past the largest integer
		}
		x = next
	}
	return value.ArrayOf(elems), nil
}

func arrayGetItem(a arguments) (value.Value, error) {
	whole, err := a.array(0)
	if err != nil {
		return value.Value{}, err
	}
	i, err := a.integer(1)
	if err != nil {
		return value.Value{}, err
	}
	if i < 0 || i >= int64(whole.Len()) {
		return value.Value{}, wrong("The index %d is out of bounds for an array of %d elements", i, whole.Len())
	}
	return whole.Index(int(i)), nil
}

func arrayLength(a arguments) (value.Value, error) {
	whole, err := a.array(0)
	if err != nil {
		return value.Value{}, err
	}
	return value.Int(int64(whole.Len())), nil
}

func arrayUnique(a arguments) (value.Value, error) {
	whole, err := a.array(0)
	if err != nil {
		return value.Value{}, err
	}
	var unique []value.Value
	seen := map[string]bool{}
	for _, x := range whole.Elems() {
		if k := string(appendIdentity(nil, x)); !seen[k] {
			seen[k] = true
			unique = append(unique, x)
		}
	}
	return value.ArrayOf(unique), nil
}

// appendIdentity writes v so that two values are equal in the sense of value.Equal if they are written alike.
func appendIdentity(dst []byte, v value.Value) []byte {
	switch v.Kind() {
	case value.Number:
		return strconv.AppendFloat(dst, v.Float()+0, 'g', -1, 64) // + 0 makes 0 of -0
	case value.Array:
		dst = append(dst, '[')
		for _, x := range v.Elems() {
			dst = append(appendIdentity(dst, x), ',')
		}
		return append(dst, ']')
	case value.Object:
		keys := make([]string, 0, v.Len())
		for k := range v.Members() {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		dst = append(dst, '{')
		for _, k := range keys {
			dst = append(value.AppendQuoted(dst, k), ':')
			dst = append(appendIdentity(dst, v.Get(k)), ',')
		}
		return append(dst, '}')
	case value.String:
		return value.AppendQuoted(dst, v.Str())
	}
	return v.AppendCompact(dst)
}
