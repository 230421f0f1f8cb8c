package intrinsic_test

import (
	"fmt"

	"github.com/stepmill/stepmill/asl/intrinsic"
	"github.com/stepmill/stepmill/asl/jsonpath"
	"github.com/stepmill/stepmill/asl/value"
)

func ExampleCall_Eval() {
	for _, text := range []string{"States.Format('{} has {}', $.name, $.tags)", "States.ArrayLength($.gone)"} {
		c, err := intrinsic.Compile(text)
		if err != nil {
			panic(err)
		}
		v, err := c.Eval(intrinsic.Env{Roots: jsonpath.Roots{Input: value.MustParse(`{"name":"lake","tags":["a","b"]}`)}})
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(v)
	}
	// Output:
	// "lake has [a, b]"
	// The function 'States.ArrayLength($.gone)' had the following error: The JsonPath argument for the field '$.gone' could not be found in the input '{"name":"lake","tags":["a","b"]}'
}
