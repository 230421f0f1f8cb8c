package jsonpath

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/stepmill/stepmill/asl/value"
)

// JavaNumber writes the literal of a JSON number as a Java program prints what it read: integers as they are, other numbers as
// Double.toString does (1.0, 1.0E10), and as BigDecimal.toString does where the literal has more than 18 characters.
func JavaNumber(literal string) string {
	if !strings.ContainsAny(literal, ".eE") {
		if literal == "-0" {
			return "0"
		}
		return literal
	}
	if len(literal) > 18 {
		return decimalString(literal)
	}
	f, _ := strconv.ParseFloat(literal, 64)
	return JavaDouble(f)
}

// JavaDouble writes f as Double.toString does: at least one digit after the point, and an exponent from 10^7 upwards and below
// 10^-3.
func JavaDouble(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	if a := math.Abs(f); a == 0 || a >= 1e-3 && a < 1e7 {
		s := strconv.FormatFloat(f, 'f', -1, 64)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return s
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	if !strings.Contains(mantissa, ".") { // two digits at least, which may say more than one: 4.9E-324
		mantissa, exponent, _ = strings.Cut(strconv.FormatFloat(f, 'e', 1, 64), "e")
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

// number makes a value of what one of Jayway's functions computed. JSON has no NaN and infinities: Java writes them as strings.
func number(f float64) value.Value {
	s := JavaDouble(f)
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return value.Text(s)
	}
	return value.NumberText(s)
}

// javaClass is the class that json-smart, Jayway's default parser, gives a value.
func javaClass(v value.Value) string {
	switch v.Kind() {
	case value.Bool:
		return "java.lang.Boolean"
	case value.String:
		return "java.lang.String"
	case value.Array:
		return "net.minidev.json.JSONArray"
	case value.Object:
		return "java.util.LinkedHashMap"
	case value.Number:
		return javaNumberClass(v.Num())
	}
	return "null"
}

func javaNumberClass(literal string) string {
	if strings.ContainsAny(literal, ".eE") {
		if len(literal) > 18 {
			return "java.math.BigDecimal"
		}
		return "java.lang.Double"
	}
	n, err := strconv.ParseInt(literal, 10, 64)
	switch {
	case err != nil:
		return "java.math.BigInteger"
	case n != int64(int32(n)):
		return "java.lang.Long"
	}
	return "java.lang.Integer"
}

// javaString prints a value as json-smart's classes print themselves: an object as a Java map ({a=1, b=x}), an array as JSON.
func javaString(v value.Value) string {
	switch v.Kind() {
	case value.String:
		return v.Str()
	case value.Number:
		return JavaNumber(v.Num())
	case value.Array:
		return string(appendSmart(nil, v))
	case value.Object:
		var b strings.Builder
		b.WriteByte('{')
		sep := ""
		for k, x := range v.Members() {
			b.WriteString(sep + k + "=" + javaString(x))
			sep = ", "
		}
		return b.String() + "}"
	}
	return v.Compact()
}

// appendSmart writes JSON as json-smart does by default: it escapes the slash and some ranges of characters besides.
func appendSmart(dst []byte, v value.Value) []byte {
	switch v.Kind() {
	case value.Array:
		dst = append(dst, '[')
		for i, x := range v.Elems() {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendSmart(dst, x)
		}
		return append(dst, ']')
	case value.Object:
		dst = append(dst, '{')
		sep := ""
		for k, x := range v.Members() {
			dst = append(appendSmartText(append(dst, sep...), k), ':')
			dst = appendSmart(dst, x)
			sep = ","
		}
		return append(dst, '}')
	case value.String:
		return appendSmartText(dst, v.Str())
	case value.Number:
		return append(dst, JavaNumber(v.Num())...)
	}
	return v.AppendCompact(dst)
}

func appendSmartText(dst []byte, s string) []byte {
	const short = "\"\"\\\\//\bb\ff\nn\rr\tt"
	dst = append(dst, '"')
	for _, r := range s {
		if i := strings.IndexRune(short, r); i >= 0 && i%2 == 0 {
			dst = append(dst, '\\', short[i+1])
			continue
		}
		if r < 0x20 || r >= 0x7f && r <= 0x9f || r >= 0x2000 && r <= 0x20ff {
			dst = append(dst, `\u`...)
			for shift := 12; shift >= 0; shift -= 4 {
				dst = append(dst, "0123456789ABCDEF"[r>>shift&15])
			}
			continue
		}
		dst = append(dst, string(r)...)
	}
	return append(dst, '"')
}

// equalJava is Java's equals between parsed JSON: 1 and 1.0 are different objects.
func equalJava(a, b value.Value) bool {
	if a.Kind() != b.Kind() || a.Len() != b.Len() {
		return false
	}
	switch a.Kind() {
	case value.Number:
		return javaNumberClass(a.Num()) == javaNumberClass(b.Num()) && JavaNumber(a.Num()) == JavaNumber(b.Num())
	case value.Array:
		for i, x := range a.Elems() {
			if !equalJava(x, b.Index(i)) {
				return false
			}
		}
		return true
	case value.Object:
		for k, x := range a.Members() {
			if y := b.Get(k); !y.IsDefined() || !equalJava(x, y) {
				return false
			}
		}
		return true
	}
	return value.Equal(a, b)
}

// compareUTF16 orders strings as Java's compareTo does, by UTF-16 units.
func compareUTF16(a, b string) int {
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}
