package jsonpath_test

import (
	"fmt"

	"github.com/stepmill/stepmill/asl/jsonpath"
	"github.com/stepmill/stepmill/asl/value"
)

func ExamplePath_Eval() {
	input := value.MustParse(`{"orders":[{"id":"a","price":12},{"id":"b","price":80}]}`)
	for _, text := range []string{"$.orders[0].id", "$.orders[?(@.price > $limit)].id", "$.orders[5].id"} {
		p, err := jsonpath.Compile(text)
		if err != nil {
			panic(err)
		}
		v, err := p.Eval(jsonpath.Roots{
			Input:    input,
			Variable: func(name string) (value.Value, bool) { return value.Int(50), name == "limit" },
		})
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(v)
	}
	// Output:
	// "a"
	// ["b"]
	// No results for path: $['orders'][5]['id']
}

func ExamplePath_Set() {
	p, err := jsonpath.CompileReference("$.task.result")
	if err != nil {
		panic(err)
	}
	v, err := p.Set(value.MustParse(`{"id":7}`), value.Text("done"))
	fmt.Println(v, err)
	// Output: {"id":7,"task":{"result":"done"}} <nil>
}
