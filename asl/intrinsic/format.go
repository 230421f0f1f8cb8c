package intrinsic

import (
	"strings"

	"github.com/stepmill/stepmill/asl/jsonpath"
	"github.com/stepmill/stepmill/asl/value"
)

// MaxText bounds the bytes of a text that States.Format makes, far above the largest payload, so that a template which repeats a
// large input cannot exhaust the memory.
const MaxText = 8 << 20

// formatData is Format with a template from the data.
func formatData(a arguments) (value.Value, error) {
	template, err := a.text(0)
	if err != nil {
		return value.Value{}, err
	}
	return format(template, a[1:])
}

// format puts the arguments into the places that {} marks; the template still has its escapes.
func format(template string, args arguments) (value.Value, error) {
	var b strings.Builder
	used := 0
	for i := 0; i < len(template); i++ {
		switch c := template[i]; {
		case c == '\\' && i+1 < len(template) && strings.IndexByte(`'\{}`, template[i+1]) >= 0:
			i++
			b.WriteByte(template[i])
		case strings.HasPrefix(template[i:], "{}"):
			i++
			if used < len(args) {
				writeJava(&b, args[used])
			}
			used++
		default:
			b.WriteByte(c)
		}
		if b.Len() > MaxText {
			return value.Value{}, wrong("The text is larger than %d bytes", MaxText)
		}
	}
	if used != len(args) {
		return value.Value{}, wrong("The template has %d places for arguments, but %d were given", used, len(args))
	}
	return value.Text(b.String()), nil
}

// writeJava prints a value as Java prints the maps and lists that hold parsed JSON: {a=1, b=[x, y]}.
func writeJava(b *strings.Builder, v value.Value) {
	switch v.Kind() {
	case value.String:
		b.WriteString(v.Str())
	case value.Number:
		b.WriteString(jsonpath.JavaNumber(v.Num()))
	case value.Array:
		b.WriteByte('[')
		for i, x := range v.Elems() {
			if i > 0 {
				b.WriteString(", ")
			}
			writeJava(b, x)
		}
		b.WriteByte(']')
	case value.Object:
		b.WriteByte('{')
		separator := ""
		for k, x := range v.Members() {
			b.WriteString(separator + k + "=")
			writeJava(b, x)
			separator = ", "
		}
		b.WriteByte('}')
	default:
		b.WriteString(v.Compact())
	}
}
