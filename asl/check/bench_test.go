package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/diag"
)

// large returns a definition of n states, 1 MB for n of 4,500, the greatest that AWS takes.
func large(n int, broken bool) string {
	var b strings.Builder
	b.WriteString(`{"StartAt":"State0","States":{`)
	for i := range n {
		next := i + 1
		if broken {
			next += n
		}
		fmt.Fprintf(&b, `"State%d":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f","Payload":`+
			`{"a.$":"$.items[0].name","b.$":"States.Format('{}-{}', $.x, $v%d)"}},"ResultPath":"$.r","Assign":{"v%d.$":"$.y"},"Next":"State%d"},`,
			i, i, i+1, next)
	}
	fmt.Fprintf(&b, `"State%d":{"Type":"Succeed"}}}`, n)
	return b.String()
}

func BenchmarkSource(b *testing.B) {
	for _, broken := range []bool{false, true} {
		b.Run(fmt.Sprintf("broken=%v", broken), func(b *testing.B) {
			text := large(4500, broken)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Source(&diag.Source{Name: "x.json", Text: text}, Config{})
			}
		})
	}
}
