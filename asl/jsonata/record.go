package jsonata

import (
	"iter"
	"slices"
	"strconv"

	"github.com/stepmill/stepmill/asl/value"
)

// record is an object: members in insertion order, or an object of a document. Only the transform operator changes a record
// after it is shared, and only copies it made itself.
type record struct {
	keys      []string
	vals      []item
	index     map[string]int // of keys, once there are many
	indexKeys bool           // some key is an array index, which comes first
	doc       value.Value    // an object, if the members have not been set
}

const indexFrom = 12 // keys from which on a map is faster than a scan

func (r *record) fromDocument() bool { return r.keys == nil && r.doc.IsDefined() }

func (r *record) len() int {
	if r.fromDocument() {
		return r.doc.Len()
	}
	return len(r.keys)
}

func (r *record) find(key string) int {
	if r.index != nil {
		if i, ok := r.index[key]; ok {
			return i
		}
		return -1
	}
	for i, k := range r.keys {
		if k == key {
			return i
		}
	}
	return -1
}

// get returns a member and whether it exists.
func (r *record) get(key string) (item, bool) {
	if r.fromDocument() {
		v := r.doc.Get(key)
		if !v.IsDefined() {
			return item{}, false
		}
		return fromValue(v), true
	}
	if i := r.find(key); i >= 0 {
		return r.vals[i], true
	}
	return item{}, false
}

// set adds a member or replaces its value.
func (r *record) set(key string, v item) {
	if i := r.find(key); i >= 0 {
		r.vals[i] = v
		return
	}
	r.keys, r.vals = append(r.keys, key), append(r.vals, v)
	if _, ok := arrayIndex(key); ok {
		r.indexKeys = true
	}
	switch {
	case r.index != nil:
		r.index[key] = len(r.keys) - 1
	case len(r.keys) > indexFrom:
		r.buildIndex()
	}
}

func (r *record) buildIndex() {
	r.index = make(map[string]int, 2*len(r.keys))
	for i, k := range r.keys {
		r.index[k] = i
	}
}

// remove deletes a member.
func (r *record) remove(key string) {
	i := r.find(key)
	if i < 0 {
		return
	}
	r.keys, r.vals, r.index = slices.Delete(r.keys, i, i+1), slices.Delete(r.vals, i, i+1), nil
}

// members iterates in the order of the language: keys that are array indexes first, by value, then the others as inserted.
func (r *record) members() iter.Seq2[string, item] {
	return func(yield func(string, item) bool) {
		if hasIndexKey(r) {
			r.orderedMembers(yield)
			return
		}
		r.inserted(yield)
	}
}

// inserted iterates in insertion order.
func (r *record) inserted(yield func(string, item) bool) {
	if r.fromDocument() {
		for k, v := range r.doc.Members() {
			if !yield(k, fromValue(v)) {
				return
			}
		}
		return
	}
	for i, k := range r.keys {
		if !yield(k, r.vals[i]) {
			return
		}
	}
}

func (r *record) orderedMembers(yield func(string, item) bool) {
	type member struct {
		key string
		val item
		ord uint64
	}
	var all []member
	r.inserted(func(k string, v item) bool {
		ord, ok := arrayIndex(k)
		if !ok {
			ord = 1 << 32
		}
		all = append(all, member{k, v, ord})
		return true
	})
	slices.SortStableFunc(all, func(a, b member) int { return int(int64(a.ord) - int64(b.ord)) })
	for _, m := range all {
		if !yield(m.key, m.val) {
			return
		}
	}
}

func hasIndexKey(r *record) bool {
	if r.fromDocument() {
		for k := range r.doc.Members() {
			if _, ok := arrayIndex(k); ok {
				return true
			}
		}
		return false
	}
	return r.indexKeys
}

// arrayIndex reports whether key is the canonical text of an integer below 2^32-1.
func arrayIndex(key string) (uint64, bool) {
	if key == "" || key[0] < '0' || key[0] > '9' || len(key) > 10 || key[0] == '0' && len(key) > 1 {
		return 0, false
	}
	n, err := strconv.ParseUint(key, 10, 64)
	return n, err == nil && n < 1<<32-1
}
