package query

import "testing"

func BenchmarkEnvironment(b *testing.B) {
	for b.Loop() {
		if _, err := newEnvironment(true); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		if _, err := Compile(`status == "FAILED" && duration > duration("1m")`); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	for name, expr := range map[string]string{
		"head":    `status == "FAILED" && duration > duration("1m")`,
		"output":  `output.total == 4 && output.rows.exists(r, r.v == 1)`,
		"missing": `output.absent == 4`,
	} {
		b.Run(name, func(b *testing.B) {
			f, err := Compile(expr)
			if err != nil {
				b.Fatal(err)
			}
			x := outcome().Execution
			for b.Loop() {
				if _, err := f.Match(x); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLimit measures the longest that an evaluation takes.
func BenchmarkLimit(b *testing.B) {
	f, err := Compile(`[1,2,3,4,5,6,7,8,9,10].map(a, [1,2,3,4,5,6,7,8,9,10].map(b, [1,2,3,4,5,6,7,8,9,10].map(c, [1,2,3,4,5,6,7,8,9,10].map(d,
		[1,2,3,4,5,6,7,8,9,10].map(e, [1,2,3,4,5,6,7,8,9,10].map(f, [1,2,3,4,5,6,7,8,9,10].map(g, g))))))).size() > 0`)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := f.Match(outcome().Execution); err == nil {
			b.Fatal("the limit was not reached")
		}
	}
}
