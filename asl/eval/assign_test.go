package eval

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// TestVariableLimits sets variables just within and just beyond 256 KiB, one alone and several together.
func TestVariableLimits(t *testing.T) {
	_, st, found := compileState(`{"Type":"Pass","Assign":{"a.$":"$.a","b.$":"$.b"}}`, asl.JSONPath)
	if found.HasErrors() {
		t.Fatal(found)
	}
	const quotes = 2
	for _, c := range []struct {
		a, b int // bytes of JSON
		want string
	}{
		{maxVariable - quotes, quotes, ""},
		{maxVariable + 1, quotes, "The value of the variable 'a' has 262145 bytes, but a variable can hold only 262144."},
		{maxVariable / 2, maxVariable/2 + 1, "The variables assigned by the state have 262145 bytes together, but one Assign field can hold only 262144."},
	} {
		t.Run(fmt.Sprintf("%d+%d", c.a, c.b), func(t *testing.T) {
			input := value.ObjectOf([]value.Member{
				{Key: "a", Value: value.Text(strings.Repeat("x", c.a-quotes))},
				{Key: "b", Value: value.Text(strings.Repeat("x", c.b-quotes))},
			})
			out, f := st.Complete(&Env{Input: input}, input, input)
			switch {
			case c.want == "" && (f != nil || len(out.Assigned) != 2):
				t.Errorf("%d variables and %+v, want 2", len(out.Assigned), f)
			case c.want != "" && (f == nil || f.Error != fault.Runtime || f.Cause != c.want):
				t.Errorf("fault %+v, want %q", f, c.want)
			}
		})
	}
}
