package value

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// Goroutines that look into the same values for the first time at once all see the same children.
func TestConcurrentUse(t *testing.T) {
	text := document(64 << 10)
	want := MustParse(text).Compact()
	v := MustParse(text)
	changed := v.With("extra", ObjectOf(manyMembers(50)))
	start := make(chan struct{})
	var wg sync.WaitGroup
	nodes := make([]*node, 8)
	for g := range nodes {
		wg.Go(func() {
			<-start
			orders := v.Get("orders")
			nodes[g] = orders.Index(orders.Len() - 1).Get("customer").node
			if got := v.Compact(); got != want {
				t.Errorf("goroutine %d: the compact text differs", g)
			}
			if got := v.JSON(); got != text {
				t.Errorf("goroutine %d: the text differs", g)
			}
			if got := changed.Get("extra").Get("m49").Num(); got != "49" {
				t.Errorf("goroutine %d: m49 is %s", g, got)
			}
			if !Equal(v.Get("meta"), changed.Get("meta")) {
				t.Errorf("goroutine %d: a shared member differs", g)
			}
		})
	}
	close(start)
	wg.Wait()
	for _, n := range nodes {
		if n == nil || n != nodes[0] {
			t.Fatal("a container was split into different children")
		}
	}
}

func manyMembers(n int) []Member {
	members := make([]Member, n)
	for i := range members {
		members[i] = Member{fmt.Sprint("m", i), Int(int64(i))}
	}
	return members
}

// Children are right whatever their number, around what a split holds on the stack.
func TestSplitSizes(t *testing.T) {
	for _, n := range []int{0, 1, stackRoom - 1, stackRoom, stackRoom + 1, 500} {
		elems := make([]string, n)
		for i := range elems {
			elems[i] = fmt.Sprintf(`{"i": [%d, {}, "\n" ]}`, i)
		}
		v := MustParse("[ " + strings.Join(elems, " , ") + " ]")
		if v.Len() != n {
			t.Errorf("%d elements, want %d", v.Len(), n)
		}
		for i, e := range v.Elems() {
			if e.JSON() != elems[i] || e.Get("i").Index(0).Num() != fmt.Sprint(i) {
				t.Errorf("element %d of %d is %s", i, n, e)
			}
		}
	}
}

func TestAllocations(t *testing.T) {
	text := document(10 << 10)
	dst := make([]byte, 0, 2*len(text))
	small, err := Parse(`{"a":[1,"é",{"b":null}],"c":"d"}`)
	if err != nil {
		t.Fatal(err)
	}
	built := small.With("e", Text("line\nline"))
	parsed := MustParse(text)
	twin := MustParse(text)
	for _, tc := range []struct {
		name string
		most float64
		f    func()
	}{
		{"parse", 1, func() { _, _ = Parse(text) }},
		{"parse a scalar", 0, func() { _, _ = Parse(`"abc"`) }},
		{"pass through", 1, func() { v, _ := Parse(text); dst = v.AppendJSON(dst[:0]) }},
		{"size of the untouched", 0, func() { _ = parsed.Size() }},
		{"size of the changed", 0, func() { _ = built.Size() }},
		{"JSON of the untouched", 0, func() { _ = parsed.JSON() }},
		{"equality of twins", 0, func() { _ = Equal(parsed, twin) }},
		{"get again", 0, func() { _ = small.Get("a").Index(2).Get("b") }},
		{"string without escapes", 0, func() { _ = small.Get("c").Str() }},
		{"iteration", 0, func() {
			for _, e := range small.Get("a").Elems() {
				_ = e.Kind()
			}
			for _, m := range small.Members() {
				_ = m.Kind()
			}
		}},
		{"edit", 29, func() {
			v, _ := Parse(text)
			name := v.Get("orders").Index(0).Get("customer").Get("name")
			v = v.With("options", v.Get("options").With("region", name))
			dst = v.AppendJSON(dst[:0])
		}},
	} {
		if got := testing.AllocsPerRun(100, tc.f); got > tc.most {
			t.Errorf("%s: %v allocations, want at most %v", tc.name, got, tc.most)
		}
	}
}
