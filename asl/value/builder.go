package value

// ObjectBuilder builds an object key by key; setting a key again replaces its value in place. The zero builder is ready.
type ObjectBuilder struct {
	members []Member
	keys    *index
}

// Set adds key or replaces its value.
func (b *ObjectBuilder) Set(key string, v Value) {
	if at := locate(b.members, b.keys, key); at >= 0 {
		b.members[at].Value = v
		return
	}
	b.members = append(b.members, Member{key, v})
	b.keys = enter(b.members, b.keys)
}

// Value returns the object built so far; the builder must not be used afterwards.
func (b *ObjectBuilder) Value() Value {
	v := ObjectOf(b.members)
	if b.keys != nil {
		v.node.parts.Load().index.Store(b.keys)
	}
	return v
}
