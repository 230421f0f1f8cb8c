package value

// Equal reports deep equality: numbers by exact value (1 equals 1.0 and 1e0, and no two integers are the same because
// float64 cannot tell them apart), strings by content, objects without regard to key order. Undefined equals only itself.
func Equal(a, b Value) bool {
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case Number:
		return a.text == b.text || compareLiterals(a.text, b.text) == 0
	case String:
		if a.form != escaped && b.form != escaped {
			return a.text == b.text
		}
		return a.form == b.form && a.text == b.text || a.Str() == b.Str()
	case Array, Object:
		if a.node == b.node || a.text != "" && a.text == b.text {
			return true
		}
		return equalChildren(a.children(), b.children())
	}
	return a.text == b.text
}

func equalChildren(a, b *parts) bool {
	if len(a.elems) != len(b.elems) || len(a.members) != len(b.members) {
		return false
	}
	for i := range a.elems {
		if !Equal(a.elems[i], b.elems[i]) {
			return false
		}
	}
	for i := range a.members {
		m := &a.members[i]
		at := i // most objects that are compared have their keys in the same order
		if b.members[i].Key != m.Key {
			at = b.find(m.Key)
		}
		if at < 0 || !Equal(m.Value, b.members[at].Value) {
			return false
		}
	}
	return true
}
