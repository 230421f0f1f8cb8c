package value

import (
	"cmp"
	"math/big"
	"slices"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

func TestEqual(t *testing.T) {
	classes := [][]string{ // equal within a class, different between classes
		{`null`}, {`true`}, {`false`},
		{`0`, `-0`, `0.0`, `0e5`, `-0.00e-7`},
		{`1`, `1.0`, `1e0`, `10e-1`, `0.1e1`, `1.000`},
		{`-1`, `-1.0`}, {`100`, `1e2`, `1E+2`, `100.00`},
		{`9007199254740992`}, {`9007199254740993`, `9007199254740993.0`, `9.007199254740993e15`},
		{`123456789012345678901234567890`, `12345678901234567890123456789e1`}, {`123456789012345678901234567891`},
		{`1e400`, `10e399`}, {`1e401`}, {`1e99999999999999999999`, `10e99999999999999999999`, `0.1e88888888888888888888`}, {`0.1`, `1e-1`, `0.10`}, {`0.1000000000000000055511151231257827`},
		{`""`}, {`"a"`, `"\u0061"`}, {`"é"`, `"\u00e9"`, `"\u00E9"`}, {`"1"`}, {`"\/"`, `"/"`, `"\u002f"`},
		{`[]`, `[ ]`}, {`{}`, `{ }`}, {`[1]`, `[1.0]`, `[ 1 ]`}, {`[1,2]`}, {`[2,1]`}, {`[[]]`}, {`[{}]`}, {`[null]`},
		{`{"a":1,"b":[2]}`, `{"b":[2.0],"a":1}`, `{"a":0,"b":[2],"a":1}`}, {`{"a":1}`}, {`{"b":1}`}, {`{"a":1,"b":[3]}`}, {`{"a":null}`},
	}
	for i, class := range classes {
		for _, a := range class {
			for k, other := range classes {
				for _, b := range other {
					if got := Equal(MustParse(a), MustParse(b)); got != (i == k) {
						t.Errorf("Equal(%s, %s) = %t", a, b, got)
					}
					same := string(MustParse(a).AppendCanonical(nil)) == string(MustParse(b).AppendCanonical(nil))
					if same != (i == k) {
						t.Errorf("%s and %s: same canonical text %t", a, b, same)
					}
				}
			}
			if Equal(MustParse(a), Value{}) || Equal(Value{}, MustParse(a)) {
				t.Errorf("%s equals undefined", a)
			}
		}
	}
	if !Equal(Value{}, Value{}) {
		t.Error("undefined differs from itself")
	}
	if !Equal(Text("a\n"), MustParse(`"a\n"`)) || !Equal(MustParse(`"a"`), Text("a")) || !Equal(ArrayOf(nil), MustParse("[ ]")) {
		t.Error("made values differ from parsed ones")
	}
}

func TestCompareNumbers(t *testing.T) {
	ordered := []string{
		"-1e99999999999999999999", "-1e400", "-9007199254740993", "-9007199254740992", "-100", "-11", "-10.5", "-1", "-1e-400", "0",
		"1e-99999999999999999999", "1e-400", "0.09", "0.1", "0.11", "1", "1.01", "9", "10", "10.5", "11", "99e1", "1e3",
		"9007199254740992", "9007199254740993", "999999999999999999", "1000000000000000000", "9223372036854775808", "1e400", "1.1e400",
	}
	for i, a := range ordered {
		for k, b := range ordered {
			if got, want := CompareNumbers(MustParse(a), MustParse(b)), cmp.Compare(i, k); got != want {
				t.Errorf("CompareNumbers(%s, %s) = %d, want %d", a, b, got, want)
			}
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("CompareNumbers took a string")
		}
	}()
	CompareNumbers(Int(1), Text("1"))
}

func TestCompareNumbersLikeRationals(t *testing.T) {
	literal := rapid.StringMatching(`-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,2})?`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := literal.Draw(t, "a"), literal.Draw(t, "b")
		x, _ := new(big.Rat).SetString(a)
		y, _ := new(big.Rat).SetString(b)
		if got, want := CompareNumbers(NumberText(a), NumberText(b)), x.Cmp(y); got != want {
			t.Fatalf("CompareNumbers(%s, %s) = %d, want %d", a, b, got, want)
		}
		if z, ok := new(big.Rat).SetString(string(NumberText(a).AppendCanonical(nil))); !ok || z.Cmp(x) != 0 {
			t.Fatalf("%s is canonically %s", a, NumberText(a).AppendCanonical(nil))
		}
		if i, ok := NumberText(a).Int(); ok != (x.IsInt() && x.Num().IsInt64()) || ok && i != x.Num().Int64() {
			t.Fatalf("%s is the integer %d, %t", a, i, ok)
		}
	})
}

func TestCompareUTF16(t *testing.T) {
	ordered := []string{"", "A", "AA", "B", "a", "\x7f", "\u0080", "é", "€", "\ud7ff", "😀", "😀a", "😁", "\U0010ffff", "\ue000", "\uffff", "\uffff😀", "\uffff\ue000"}
	for i, a := range ordered {
		for k, b := range ordered {
			if got, want := CompareUTF16(a, b), cmp.Compare(i, k); got != want {
				t.Errorf("CompareUTF16(%q, %q) = %d, want %d", a, b, got, want)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		characters := rapid.SliceOfN(rapid.SampledFrom([]rune("aé€\ud7ff\ue000\uff00\uffff😀😁\U0010ffff")), 0, 4)
		a, b := characters.Draw(t, "a"), characters.Draw(t, "b")
		if got, want := CompareUTF16(string(a), string(b)), slices.Compare(utf16.Encode(a), utf16.Encode(b)); got != want {
			t.Fatalf("CompareUTF16(%q, %q) = %d, want %d", a, b, got, want)
		}
	})
}
