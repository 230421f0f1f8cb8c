package value

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// document returns an indented or compact document of about size bytes: orders with nested objects, arrays, numbers and strings of
// which some have escapes.
func document(size int) string {
	var b strings.Builder
	b.WriteString(`{"requestId":"0b6b4b1e-3f5c-4f5e-9a51-0d1f6f3a3c55","meta":{"version":3,"source":"orders","retries":0,` +
		`"trace":{"sampled":true,"parent":null}},"orders":[`)
	for i := 0; b.Len() < size-120; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"customer":{"name":"Zoë Müller %d","email":"zoe.%d@example.com","vip":%t},`+
			`"note":"line one\nline \"two\" \u00e9","total":%d.%02d,"weight":1.25e-3,"tags":["new","gift wrap","a/b"],`+
			`"lines":[{"sku":"SKU-%06d","qty":%d,"price":19.99},{"sku":"SKU-%06d","qty":1,"price":5}],`+
			`"shipped":null,"address":{"street":"1 Long Street","city":"Zürich","zip":"8001","country":"CH"}}`,
			1000+i, i, i, i%3 == 0, i*7, i%100, i*31, i%5, i*37)
	}
	b.WriteString(`],"options":{"dryRun":false,"region":"eu-west-1","limit":250}}`)
	return b.String()
}

var sizes = []struct {
	name string
	size int
}{{"1KB", 1 << 10}, {"10KB", 10 << 10}, {"256KB", 256 << 10}}

// BenchmarkEdit parses, reads a member three levels down, sets another and writes.
func BenchmarkEdit(b *testing.B) {
	for _, s := range sizes {
		text := document(s.size)
		b.Run("value/"+s.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var dst []byte
			for b.Loop() {
				v, err := Parse(text)
				if err != nil {
					b.Fatal(err)
				}
				name := v.Get("orders").Index(0).Get("customer").Get("name")
				v = v.With("options", v.Get("options").With("region", name))
				dst = v.AppendJSON(dst[:0])
			}
		})
		b.Run("json/"+s.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				var v any
				if err := json.Unmarshal([]byte(text), &v); err != nil {
					b.Fatal(err)
				}
				root := v.(map[string]any)
				order := root["orders"].([]any)[0].(map[string]any)
				root["options"].(map[string]any)["region"] = order["customer"].(map[string]any)["name"]
				if _, err := json.Marshal(v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPass parses and writes what was parsed.
func BenchmarkPass(b *testing.B) {
	for _, s := range sizes {
		text := document(s.size)
		b.Run("value/"+s.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var dst []byte
			for b.Loop() {
				v, err := Parse(text)
				if err != nil {
					b.Fatal(err)
				}
				dst = v.AppendJSON(dst[:0])
			}
		})
		b.Run("json/"+s.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				var v any
				if err := json.Unmarshal([]byte(text), &v); err != nil {
					b.Fatal(err)
				}
				if _, err := json.Marshal(v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkWalk parses, splits everything and writes it compactly.
func BenchmarkWalk(b *testing.B) {
	for _, s := range sizes {
		text := document(s.size)
		b.Run("value/"+s.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var dst []byte
			for b.Loop() {
				v, err := Parse(text)
				if err != nil {
					b.Fatal(err)
				}
				dst = v.AppendCompact(dst[:0])
			}
		})
	}
}
