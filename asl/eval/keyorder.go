package eval

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/stepmill/stepmill/asl"
)

// hashOrder sorts members whose keys end in ".$" as AWS emits them. AWS keeps them in a java.util.HashMap under the name
// without ".$" and adds them in its order behind the literal members, so the place of a key follows from the low bits of its
// hash; keys of one bucket keep their order. All recorded histories with computed members agree.
func hashOrder(members []asl.MemberNode) {
	buckets := uint32(16)
	for len(members)*4 > int(buckets)*3 { // load factor 0.75
		buckets *= 2
	}
	slices.SortStableFunc(members, func(a, b asl.MemberNode) int {
		return cmp.Compare(javaHash(a.Key)&(buckets-1), javaHash(b.Key)&(buckets-1))
	})
}

// javaHash is String.hashCode of the name without ".$", spread as HashMap does it.
func javaHash(key string) uint32 {
	var h uint32
	for _, r := range strings.TrimSuffix(key, ".$") {
		for _, u := range utf16.AppendRune(nil, r) {
			h = 31*h + uint32(u)
		}
	}
	return h ^ h>>16
}
