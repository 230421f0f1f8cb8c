package jsonata_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/jsonata"
	"github.com/stepmill/stepmill/asl/value"
)

// benchmarks are the five shapes. testdata/bench.js runs the same under node:
//
//	node testdata/bench.js node_modules/jsonata
var benchmarks = []struct{ name, expr string }{
	{"FieldPath", `account.order.customer.address.city`},
	{"ObjectSum", `{"id": id, "total": $sum(items.(price * quantity)), "count": $count(items)}`},
	{"FilterProject", `items[price > 20 and quantity < 5].{"sku": sku, "cost": price * quantity}`},
	{"MapLambda", `$map(items, function($v, $i) { $v.price * 1.2 + $i })`},
	{"StringChain", `$uppercase($substringBefore($trim(name), " ")) & "-" & $join($split(tags, ","), "/") & "-" & $pad($string(id), 8, "0")`},
}

// benchmarkDocument is an order with fifty items.
func benchmarkDocument() value.Value {
	var items []string
	for i := range 50 {
		items = append(items, fmt.Sprintf(`{"sku":"sku-%d","price":%d.5,"quantity":%d,"tags":["a","b"]}`, i, i, i%7))
	}
	return value.MustParse(`{"id":4711,"name":"  Fred Bloggs  ","tags":"a,b,c,d","account":{"order":{"customer":{"address":
		{"city":"Winchester"}}}},"items":[` + strings.Join(items, ",") + `]}`)
}

func BenchmarkEval(b *testing.B) {
	doc := benchmarkDocument()
	for _, bench := range benchmarks {
		e, err := jsonata.Compile(bench.expr, jsonata.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Eval(doc, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := jsonata.Compile(benchmarks[2].expr, jsonata.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
