package value

import "cmp"

// CompareNumbers orders two numbers by exact value and returns -1, 0 or +1. It panics if a or b is of another kind.
func CompareNumbers(a, b Value) int {
	if a.kind != Number || b.kind != Number {
		panic("value: CompareNumbers of " + a.kind.String() + " and " + b.kind.String())
	}
	return compareLiterals(a.text, b.text)
}

func compareLiterals(a, b string) int {
	if len(a) < 19 && len(b) < 19 {
		i, iok := smallInt(a)
		if k, kok := smallInt(b); iok && kok {
			return cmp.Compare(i, k)
		}
	}
	x, y := decimalOf(a), decimalOf(b)
	return x.compare(&y)
}

// CompareUTF16 orders a and b by their UTF-16 code units, as Java's String.compareTo and ECMAScript's < do, and returns -1,
// 0 or +1. It differs from the order of UTF-8 bytes for characters above U+FFFF, whose surrogates come before U+E000.
func CompareUTF16(a, b string) int {
	for i := range min(len(a), len(b)) {
		if x, y := a[i], b[i]; x != y {
			return cmp.Compare(utf16Rank(x), utf16Rank(y))
		}
	}
	return cmp.Compare(len(a), len(b))
}

// utf16Rank returns a number that orders bytes of UTF-8 as UTF-16 orders their characters. The lead bytes 0xEE and 0xEF begin
// U+E000 to U+FFFF and go behind those of four bytes (0xF0 to 0xF4); all other bytes keep their place.
func utf16Rank(b byte) int {
	if b == 0xEE || b == 0xEF {
		return int(b) + 0x10
	}
	return int(b)
}
