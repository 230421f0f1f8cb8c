package value

import "testing"

// TestSeal checks that sealing keeps the value, and that what is sealed writes itself without memory.
func TestSeal(t *testing.T) {
	for _, v := range []Value{MustParse(` {"a": [1]}`), MustParse(`{"a":1}`).With("b", Text("x")), ArrayOf(nil), Text("s"), Int(1), NullValue} {
		s := v.Seal()
		if !Equal(v, s) || s.JSON() != v.JSON() || s.Compact() != v.Compact() || s.Len() != v.Len() {
			t.Errorf("sealing %s gave %s", v, s)
		}
	}
	s := MustParse(`{"a":1}`).With("b", MustParse("[2]")).Seal()
	if n := testing.AllocsPerRun(10, func() { _ = s.JSON() }); n != 0 {
		t.Errorf("JSON of a sealed value allocates %v times", n)
	}
	if got := s.With("a", True).JSON(); got != `{"a":true,"b":[2]}` {
		t.Errorf("a change of a sealed value gave %s", got)
	}
}
