package jsonpath

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/value"
)

// benchmarkDocument is a document of some 10 KB: 60 orders with nested lists.
func benchmarkDocument() string {
	var b strings.Builder
	b.WriteString(`{"meta":{"region":"eu-west-1","owner":{"name":"lake"}},"orders":[`)
	for i := range 60 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"order-%03d","price":%d.5,"state":"%s","lines":[{"sku":"a%d","qty":%d},{"sku":"b%d","qty":%d}],"note":"some text that fills"}`,
			i, i*7%100, []string{"OPEN", "DONE"}[i%2], i, i%5, i, i%3)
	}
	b.WriteString(`]}`)
	return b.String()
}

var benchmarkPaths = []string{
	"$.meta.owner.name",
	"$.orders[42].lines[1].sku",
	"$.orders[*].id",
	"$.orders[?(@.price > 50)].id",
	"$..qty",
}

func BenchmarkEval(b *testing.B) {
	document := value.MustParse(benchmarkDocument())
	for _, text := range benchmarkPaths {
		b.Run(text, func(b *testing.B) {
			p, err := Compile(text)
			if err != nil {
				b.Fatal(err)
			}
			roots := Roots{Input: document}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Eval(roots); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
