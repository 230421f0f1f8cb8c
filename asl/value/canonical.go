package value

import "slices"

// AppendCanonical appends the one text that all values equal to v share: no white space, the fewest escapes, keys in the
// order of CompareUTF16, numbers by exact value in the layout of ECMAScript's Number::toString. It serves as a map key or to
// hash a value. It follows RFC 8785 but keeps the digits that float64 would round away, and writes an unpaired surrogate as
// U+FFFD. It panics if v is undefined or contains an undefined value.
func (v Value) AppendCanonical(dst []byte) []byte {
	switch v.kind {
	case Number:
		return decimalOf(v.text).append(dst)
	case String:
		return AppendQuoted(dst, v.Str())
	case Array:
		dst = append(dst, '[')
		for i, e := range v.children().elems {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = e.AppendCanonical(dst)
		}
		return append(dst, ']')
	case Object:
		members := slices.Clone(v.children().members)
		slices.SortFunc(members, func(a, b Member) int { return CompareUTF16(a.Key, b.Key) })
		dst = append(dst, '{')
		for i, m := range members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = AppendQuoted(dst, m.Key)
			dst = append(dst, ':')
			dst = m.Value.AppendCanonical(dst)
		}
		return append(dst, '}')
	}
	return v.AppendCompact(dst)
}
