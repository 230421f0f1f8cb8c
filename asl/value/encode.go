package value

// encoding is a way to write the parts of a value that leave a choice.
type encoding uint8

const (
	source  encoding = iota // parsed text as it is
	compact                 // no white space, the fewest escapes, the last of equal keys
)

// AppendJSON appends v as JSON: what was parsed and not changed is copied byte for byte, with its white space, its escapes
// and its repeated keys. It panics if v is undefined or contains an undefined value.
func (v Value) AppendJSON(dst []byte) []byte { return v.append(dst, source) }

// AppendCompact appends v without white space between tokens; numbers keep their text, strings their characters, objects
// their order. Strings have the escapes of AppendQuoted and those of unpaired surrogates. It panics if v is undefined or
// contains an undefined value.
func (v Value) AppendCompact(dst []byte) []byte { return v.append(dst, compact) }

func (v Value) append(dst []byte, as encoding) []byte {
	switch v.kind {
	case Null, Bool, Number:
		return append(dst, v.text...)
	case String:
		return v.appendString(dst, as)
	case Array, Object:
		if v.text != "" && as == source {
			return append(dst, v.text...)
		}
		if v.kind == Array {
			return v.appendArray(dst, as)
		}
		return v.appendObject(dst, as)
	}
	panic("value: undefined has no JSON")
}

func (v Value) appendString(dst []byte, as encoding) []byte {
	switch {
	case v.form == content:
		return AppendQuoted(dst, v.text)
	case v.form == escaped && as == compact:
		return appendRequoted(dst, v.text)
	}
	dst = append(dst, '"')
	dst = append(dst, v.text...)
	return append(dst, '"')
}

func (v Value) appendArray(dst []byte, as encoding) []byte {
	dst = append(dst, '[')
	for i, e := range v.children().elems {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = e.append(dst, as)
	}
	return append(dst, ']')
}

func (v Value) appendObject(dst []byte, as encoding) []byte {
	dst = append(dst, '{')
	for i, m := range v.children().members {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = AppendQuoted(dst, m.Key)
		dst = append(dst, ':')
		dst = m.Value.append(dst, as)
	}
	return append(dst, '}')
}

// JSON returns AppendJSON's text; undefined gives "". It does not copy what was parsed and not changed.
func (v Value) JSON() string {
	switch {
	case v.kind == Undefined:
		return ""
	case v.kind != String && v.text != "":
		return v.text
	}
	return string(v.AppendJSON(make([]byte, 0, v.Size())))
}

// Compact returns AppendCompact's text; undefined gives "".
func (v Value) Compact() string {
	if v.kind == Undefined {
		return ""
	}
	return string(v.AppendCompact(nil))
}

// String returns v's JSON for messages and tests.
func (v Value) String() string { return v.JSON() }
