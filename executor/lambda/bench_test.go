package lambda_test

import (
	"context"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/lambda"
)

// BenchmarkWarm measures a call of a warm process. cpu-ns/op counts this process and, in python-ns/op, what the handler's process
// spent by its own account.
func BenchmarkWarm(b *testing.B) {
	needs(b, "python3")
	dir := b.TempDir()
	write(b, dir, "handler.py", "import time\ndef handler(e, c): return e\ndef spent(e, c): return time.process_time_ns()\n"+
		"def both(e, c): return spent(e, c) if e == 'spent' else e\n")
	write(b, dir, "index.js", "exports.both = async (e) => e === 'spent' ? (process.cpuUsage().user + process.cpuUsage().system) * 1000 : e;\n")
	for _, f := range []lambda.Function{
		{Name: "python", Runtime: "python3.12", Handler: "handler.both", Code: dir, Timeout: time.Minute},
		{Name: "node", Runtime: "nodejs20.x", Handler: "index.both", Code: dir, Timeout: time.Minute},
		{Name: "go"},
	} {
		b.Run(f.Name, func(b *testing.B) {
			fs := open(b, f)
			invoke := func(payload string) int64 {
				reply, flt := fs.Invoke(context.Background(), f.Name, value.MustParse(payload), nil)
				if flt != nil {
					b.Fatal(flt)
				}
				n, _ := reply.Payload.Int()
				return n
			}
			before := invoke(`"spent"`)
			own := cpuTime(b)
			for b.Loop() {
				invoke(`{"order":{"id":17,"items":["a","b","c"]},"bucket":"lake"}`)
			}
			b.ReportMetric(float64(cpuTime(b)-own)/float64(b.N), "cpu-ns/op")
			if strings.HasPrefix(f.Runtime, "python") || strings.HasPrefix(f.Runtime, "node") {
				b.ReportMetric(float64(invoke(`"spent"`)-before)/float64(b.N), f.Name+"-ns/op")
			}
		})
	}
}

func cpuTime(b *testing.B) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}
