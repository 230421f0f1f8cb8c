package value_test

import (
	"errors"
	"fmt"

	"github.com/stepmill/stepmill/asl/value"
)

// A change leaves everything beside its path as it was written.
func Example() {
	v, err := value.Parse(`{ "id": 12345678901234567890, "price": 1.50, "address": {"city": "Z\u00fcrich"} }`)
	if err != nil {
		fmt.Println(err)
		return
	}
	changed := v.With("price", value.Float(2))
	fmt.Println(v)
	fmt.Println(changed)
	fmt.Println(changed.Compact())
	// Output:
	// { "id": 12345678901234567890, "price": 1.50, "address": {"city": "Z\u00fcrich"} }
	// {"id":12345678901234567890,"price":2,"address":{"city": "Z\u00fcrich"}}
	// {"id":12345678901234567890,"price":2,"address":{"city":"Zürich"}}
}

func ExampleSyntaxError() {
	_, err := value.Parse("not a definition")
	var syntax *value.SyntaxError
	if errors.As(err, &syntax) {
		fmt.Println(syntax)
		fmt.Println(syntax.Jackson())
		fmt.Println(syntax.JacksonSource())
	}
	// Output:
	// invalid JSON at line 1, column 1: found 'n' where a value should be; the names are true, false and null
	// Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
	// [Source: (String)"not a definition"; line: 1, column: 4]
}
