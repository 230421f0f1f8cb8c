package bench

import (
	"bytes"
	"testing"
)

// TestMeasures runs every measurement but the start of a process, small.
func TestMeasures(t *testing.T) {
	dir := t.TempDir()
	loop, err := measureLoop(t.Context(), dir)
	if err != nil || loop.Events != 25000 {
		t.Errorf("loop: %+v, %v", loop, err)
	}
	o := &Options{Executions: 50, InFlight: 5}
	c, commits, err := measureConcurrent(t.Context(), dir, o, orderLines)
	if err != nil || c.Executions != 50 || c.Tasks != 100 || c.Events != 50*28 {
		t.Errorf("concurrent: %+v, %v", c, err)
	}
	r := Report{Loop: loop, Concurrent: c}
	if r.Ceiling, err = measureCeiling(dir, commits, c); err != nil || r.Ceiling.Ratio <= 0 {
		t.Errorf("ceiling: %+v, %v", r.Ceiling, err)
	}
	var out bytes.Buffer
	if err := r.print(&Options{Out: &out}); err != nil || out.Len() == 0 {
		t.Errorf("print: %q, %v", out.String(), err)
	}
}

// BenchmarkConcurrent is the concurrent measurement for a profiler: go test -bench Concurrent -benchtime 1x -cpuprofile cpu.out
func BenchmarkConcurrent(b *testing.B) {
	for range b.N {
		r, commits, err := measureConcurrent(b.Context(), b.TempDir(), &Options{Executions: 20000, InFlight: 2000}, orderLines)
		if err != nil {
			b.Fatal(err)
		}
		ceiling, err := measureCeiling(b.TempDir(), commits, r)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(r.EventsPerSecond, "events/s")
		b.ReportMetric(r.BytesPerSecond/1e6, "MB/s")
		b.ReportMetric(ceiling.Ratio, "ratio")
		b.ReportMetric(float64(r.PeakRSSAnon)/(1<<20), "MiB")
		b.ReportMetric(float64(r.Commits), "commits")
	}
}
