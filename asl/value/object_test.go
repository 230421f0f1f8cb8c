package value

import (
	"fmt"
	"strings"
	"testing"
)

// The last value of a repeated key counts, in the place of the first.
func TestRepeatedKeys(t *testing.T) {
	for _, tc := range []struct{ text, compact string }{
		{`{"a":1,"a":2}`, `{"a":2}`},
		{`{"a":1,"b":2,"a":3}`, `{"a":3,"b":2}`},
		{`{"a":{"x":1},"a":[]}`, `{"a":[]}`},
		{`{"a":1,"\u0061":2}`, `{"a":2}`},
		{`{"k":{"a":1,"a":{"b":1,"b":[1, 2]}}}`, `{"k":{"a":{"b":[1,2]}}}`},
	} {
		v := MustParse(tc.text)
		if got := v.Compact(); got != tc.compact {
			t.Errorf("%s is compactly %s, want %s", tc.text, got, tc.compact)
		}
		if got := v.JSON(); got != tc.text {
			t.Errorf("%s passes through as %s", tc.text, got)
		}
		if !Equal(v, MustParse(tc.compact)) || v.Len() != MustParse(tc.compact).Len() {
			t.Errorf("%s is not %s", tc.text, tc.compact)
		}
	}
}

// wide returns an object with n members k0 … and its text, in which every third key is there twice.
func wide(n int) (text string) {
	var b strings.Builder
	for i := range n {
		if i%3 == 0 {
			fmt.Fprintf(&b, `,"k%d":"old"`, i)
		}
		fmt.Fprintf(&b, `,"k%d":%d`, i, i)
	}
	return "{" + strings.TrimPrefix(b.String(), ",") + "}"
}

func TestWideObjects(t *testing.T) {
	for _, n := range []int{0, 1, indexAbove - 1, indexAbove, indexAbove + 1, 40, 1000} {
		parsed := MustParse(wide(n))
		var b ObjectBuilder
		for i := range n {
			b.Set(fmt.Sprint("k", i), Text("old"))
		}
		for i := range n {
			b.Set(fmt.Sprint("k", i), Int(int64(i)))
		}
		members := make([]Member, 0, n)
		for k, m := range parsed.Members() {
			members = append(members, Member{k, m})
		}
		for name, v := range map[string]Value{"parsed": parsed, "builder": b.Value(), "members": ObjectOf(members)} {
			if v.Len() != n {
				t.Errorf("%s: %d members, want %d", name, v.Len(), n)
			}
			for i := range n {
				if got, ok := v.Get(fmt.Sprint("k", i)).Int(); !ok || got != int64(i) {
					t.Fatalf("%s of %d: k%d is %v", name, n, i, v.Get(fmt.Sprint("k", i)))
				}
			}
			if v.Get("absent").IsDefined() || v.Get("").IsDefined() {
				t.Errorf("%s of %d: has a key that nobody set", name, n)
			}
			if !Equal(v, parsed) {
				t.Errorf("%s of %d differs from the parsed object", name, n)
			}
		}
	}
}

func TestGetOfOtherKinds(t *testing.T) {
	for _, text := range []string{`null`, `true`, `1`, `"a"`, `[]`, `["a"]`, `{}`} {
		v := MustParse(text)
		if v.Get("a").IsDefined() {
			t.Errorf("%s has a member", text)
		}
		if text != `["a"]` && v.Index(0).IsDefined() || v.Index(-1).IsDefined() || v.Index(1).IsDefined() {
			t.Errorf("%s has an element that is not there", text)
		}
	}
	if v := (Value{}); v.IsDefined() || v.Len() != 0 || v.Str() != "" || v.Num() != "" || v.JSON() != "" || v.Compact() != "" || v.Size() != 0 {
		t.Error("the undefined value is something")
	}
}

func TestIteration(t *testing.T) {
	v := MustParse(` {"b":1,"a":[10, 20,30],"c":null} `)
	var keys string
	for k := range v.Members() {
		if k == "c" {
			break
		}
		keys += k
	}
	if keys != "ba" {
		t.Errorf("keys %q", keys)
	}
	sum := 0
	for i, e := range v.Get("a").Elems() {
		if i == 2 {
			break
		}
		n, _ := e.Int()
		sum += int(n)
	}
	if sum != 30 {
		t.Errorf("sum %d", sum)
	}
}
