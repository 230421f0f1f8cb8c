package value

import "testing"

func TestWith(t *testing.T) {
	for _, tc := range []struct{ text, key, set, want string }{
		{`{}`, "a", `1`, `{"a":1}`},
		{`{ "a" : 1 , "b" : [ 1 ] }`, "a", `{ }`, `{"a":{ },"b":[ 1 ]}`},
		{`{"a":"\u00e9","b":1E+2}`, "c", `"\/"`, `{"a":"\u00e9","b":1E+2,"c":"\/"}`},
		{`{"a":1,"a":2}`, "b", `3`, `{"a":2,"b":3}`},
		{`{"\n":1}`, "\t", `3`, `{"\n":1,"\t":3}`},
		{`[1]`, "a", `1`, `{"a":1}`},
		{`null`, "a", `1`, `{"a":1}`},
	} {
		v := MustParse(tc.text)
		got := v.With(tc.key, MustParse(tc.set))
		if got.JSON() != tc.want || got.Size() != len(tc.want) {
			t.Errorf("%s with %s: %s of %d bytes, want %s", tc.text, tc.key, got, got.Size(), tc.want)
		}
		if v.JSON() != tc.text {
			t.Errorf("%s changed to %s", tc.text, v)
		}
	}
	if got := (Value{}).With("a", Int(1)).JSON(); got != `{"a":1}` {
		t.Errorf("undefined with a: %s", got)
	}
}

func TestWithIndex(t *testing.T) {
	v := MustParse(`[1, [ 2 ],3]`)
	changed := v.WithIndex(0, Text("é\n")).WithIndex(2, NullValue)
	if got, want := changed.JSON(), `["é\n",[ 2 ],null]`; got != want || changed.Size() != len(want) {
		t.Errorf("got %s of %d bytes, want %s", got, changed.Size(), want)
	}
	if v.JSON() != `[1, [ 2 ],3]` {
		t.Errorf("the original changed to %s", v)
	}
	defer func() {
		if recover() == nil {
			t.Error("WithIndex set an element that does not exist")
		}
	}()
	v.WithIndex(3, NullValue)
}

// Values made from a common one do not see each other's changes.
func TestSharing(t *testing.T) {
	base := MustParse(`{"a":1}`).With("b", Int(2))
	x, y := base.With("c", Int(3)), base.With("c", Int(4))
	if x.JSON() != `{"a":1,"b":2,"c":3}` || y.JSON() != `{"a":1,"b":2,"c":4}` || base.JSON() != `{"a":1,"b":2}` {
		t.Errorf("%s, %s, %s", base, x, y)
	}
	large := MustParse(wide(40))
	changed := large.With("k7", Text("x"))
	if changed.Get("k7").Str() != "x" || large.Get("k7").Str() != "" || changed.Get("k39").Num() != "39" {
		t.Error("a large object shares more than its index")
	}
}
