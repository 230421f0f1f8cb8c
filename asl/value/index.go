package value

import "hash/maphash"

// indexAbove is the number of members above which an object is searched by hash: up to here comparing key by key is as fast.
const indexAbove = 16

// index is a hash table with open addressing from keys to places in a slice of members. A slot holds place+1, or 0 where it
// is empty. The table never iterates, so its seed does not show.
type index struct{ slots []uint32 }

var hashSeed = maphash.MakeSeed()

func newIndex(members []Member) *index {
	size := 64
	for size < 4*len(members) {
		size *= 2
	}
	x := &index{slots: make([]uint32, size)}
	for i := range members {
		x.put(members[i].Key, i)
	}
	return x
}

// put enters a key that is not in the table.
func (x *index) put(key string, place int) {
	mask := len(x.slots) - 1
	at := int(maphash.String(hashSeed, key)) & mask
	for x.slots[at] != 0 {
		at = (at + 1) & mask
	}
	x.slots[at] = uint32(place) + 1
}

// find returns the place of key, or -1.
func (x *index) find(members []Member, key string) int {
	mask := len(x.slots) - 1
	for at := int(maphash.String(hashSeed, key)) & mask; x.slots[at] != 0; at = (at + 1) & mask {
		if place := int(x.slots[at]) - 1; members[place].Key == key {
			return place
		}
	}
	return -1
}

// locate returns the place of key among members, or -1. Without an index it looks at one member after the other.
func locate(members []Member, keys *index, key string) int {
	if keys != nil {
		return keys.find(members, key)
	}
	for i := range members {
		if members[i].Key == key {
			return i
		}
	}
	return -1
}

// enter returns the index of members after one more was appended: nil while they are few, and a larger one when half of
// its slots are taken.
func enter(members []Member, keys *index) *index {
	switch last := len(members) - 1; {
	case len(members) <= indexAbove:
		return nil
	case keys == nil || 2*len(members) > len(keys.slots):
		return newIndex(members)
	default:
		keys.put(members[last].Key, last)
		return keys
	}
}
