package jsonata

import "github.com/stepmill/stepmill/asl/value"

// listFlags are the properties of an array that steer how paths treat it.
type listFlags uint8

const (
	sequenceFlag  listFlags = 1 << iota // the result of a path: no element means undefined, one stands for itself
	singletonFlag                       // a sequence that remains an array with one element
	consFlag                            // made by an array constructor that paths do not flatten
	wrapperFlag                         // holds an input array, which is one context item
)

// list is an array: elements in items, an array of a document, or a range of integers. It does not change once it is shared.
type list struct {
	items  []item
	doc    value.Value // an array; items are its elements if they are set
	first  float64     // of a range
	length int         // of a range
	flags  listFlags
}

func newList(items []item) *list      { return &list{items: items} }
func newSequence(items ...item) *list { return &list{items: items, flags: sequenceFlag} }
func (l *list) fromDocument() bool    { return l.doc.IsDefined() }
func (l *list) has(f listFlags) bool  { return l.flags&f != 0 }
func (l *list) push(it item)          { l.items = append(l.items, it) }

func (l *list) len() int {
	switch {
	case l.items != nil:
		return len(l.items)
	case l.length > 0:
		return l.length
	}
	return l.doc.Len()
}

func (l *list) at(i int) item {
	switch {
	case l.items != nil:
		return l.items[i]
	case l.length > 0:
		return numberItem(l.first + float64(i))
	}
	return fromValue(l.doc.Index(i))
}

// appendTo appends the elements to dst.
func (l *list) appendTo(dst []item) []item {
	if l.items != nil {
		return append(dst, l.items...)
	}
	for i := range l.len() {
		dst = append(dst, l.at(i))
	}
	return dst
}

// elements returns all elements; they must not be changed. Those of a document are kept for the next time.
func (l *list) elements() []item {
	if l.items != nil || l.length == 0 && !l.doc.IsDefined() {
		return l.items
	}
	if l.length > 0 {
		return l.appendTo(make([]item, 0, l.length))
	}
	l.items = make([]item, l.doc.Len())
	var room []record // for all objects at once
	for i, v := range l.doc.Elems() {
		if v.Kind() != value.Object {
			l.items[i] = fromValue(v)
			continue
		}
		if len(room) == 0 {
			room = make([]record, min(len(l.items)-i, recordsAtOnce))
		}
		room[0].doc = v
		l.items[i] = objectItem(&room[0])
		room = room[1:]
	}
	return l.items
}

const recordsAtOnce = 64 // small enough not to keep much alive for one of them

// with returns the list with other flags.
func (l *list) with(flags listFlags) *list {
	c := *l
	c.flags = flags
	return &c
}

// concatenation appends b to a as the language does, where an undefined side counts for nothing.
func (ev *evaluator) concatenation(a, b item) (item, error) {
	if !a.defined() {
		return b, nil
	}
	if !b.defined() {
		return a, nil
	}
	n := 2
	if a.isArray() {
		n += a.list().len()
	}
	if b.isArray() {
		n += b.list().len()
	}
	if a.isArray() && b.isArray() && a.list().len() == 0 {
		return arrayItem(b.list().with(0)), nil // spares a copy of what may be a long range
	}
	if err := ev.allocate(n * itemSize); err != nil {
		return item{}, err
	}
	items := appendFlat(make([]item, 0, n), a)
	return arrayItem(newList(appendFlat(items, b))), nil
}

// appendFlat appends it, or its elements if it is an array.
func appendFlat(dst []item, it item) []item {
	if it.isArray() {
		return it.list().appendTo(dst)
	}
	return append(dst, it)
}
