package value

// Size returns the number of bytes of v's JSON text as AppendJSON writes it, the measure of AWS's payload limits; 0 for
// undefined. It allocates nothing: what was parsed and not changed knows its size, and the rest is added up.
func (v Value) Size() int {
	switch {
	case v.kind == String && v.form == content:
		return quotedSize(v.text)
	case v.kind == String:
		return len(v.text) + 2
	case v.text != "" || !v.isContainer():
		return len(v.text)
	}
	p := v.children()
	size := 2 + max(len(p.elems), len(p.members)) - 1 // brackets and commas
	for i := range p.elems {
		size += p.elems[i].Size()
	}
	for i := range p.members {
		size += quotedSize(p.members[i].Key) + 1 + p.members[i].Value.Size()
	}
	return size
}
