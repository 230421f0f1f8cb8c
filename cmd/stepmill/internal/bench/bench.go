package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
)

// Options are the flags of stepmill bench.
type Options struct {
	Out        io.Writer
	JSON       bool
	Data       string        // folder for the data; a new one below the working folder by default, removed afterwards
	Executions int           // in all
	InFlight   int           // at once
	AtLeast    time.Duration // the concurrent run repeats until it has lasted this long
}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	o := &Options{}
	c := &cobra.Command{
		Use:   "bench",
		Short: "Measure the engine on this machine",
		Long: `Measure the engine on this machine, fsync on: a loop to the history limit, many executions at once, the same bytes written plainly
to bbolt, and the start of a process. All figures are of one run.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			o.Out = c.OutOrStdout()
			o.JSON, _ = c.Flags().GetBool("json")
			return run(c.Context(), o)
		},
	}
	c.Flags().IntVar(&o.Executions, "executions", 100000, "executions in all")
	c.Flags().IntVar(&o.InFlight, "in-flight", 2000, "executions at once")
	c.Flags().DurationVar(&o.AtLeast, "at-least", 10*time.Second, "how long the concurrent run lasts at the least")
	c.Flags().StringVar(&o.Data, "folder", "", "existing folder on the disk to measure (default: the working folder)")
	return c
}

// Report is what a run found. Times are in seconds, sizes in bytes.
type Report struct {
	Go         string           `json:"go"`
	CPUs       int              `json:"cpus"`
	Loop       LoopReport       `json:"loop"`
	Concurrent ConcurrentReport `json:"concurrent"`
	Short      ConcurrentReport `json:"short"` // the same with a short input
	Ceiling    CeilingReport    `json:"ceiling"`
	Startup    StartupReport    `json:"startup"`
}

func run(ctx context.Context, o *Options) error {
	dir, err := os.MkdirTemp(o.Data, "stepmill-bench-")
	if err != nil {
		return fmt.Errorf("make a folder for the data: %w", err)
	}
	defer os.RemoveAll(dir)
	r := Report{Go: runtime.Version(), CPUs: runtime.GOMAXPROCS(0)}
	if r.Startup, err = measureStartup(ctx, dir); err != nil {
		return fmt.Errorf("measure the start: %w", err)
	}
	if r.Loop, err = measureLoop(ctx, dir); err != nil {
		return fmt.Errorf("measure the loop: %w", err)
	}
	if r.Short, _, err = measureConcurrent(ctx, dir, o, shortOrderLines); err != nil {
		return fmt.Errorf("measure many executions with a short input: %w", err)
	}
	debug.FreeOSMemory() // the memory of one measurement must not count for the next
	var commits []commit
	if r.Concurrent, commits, err = measureConcurrent(ctx, dir, o, orderLines); err != nil {
		return fmt.Errorf("measure many executions: %w", err)
	}
	if r.Ceiling, err = measureCeiling(dir, commits, r.Concurrent); err != nil {
		return fmt.Errorf("measure plain bbolt: %w", err)
	}
	return r.print(o)
}

func (r Report) print(o *Options) error {
	if o.JSON {
		e := json.NewEncoder(o.Out)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	w := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	row := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	row("%s, %d CPUs, fsync on", r.Go, r.CPUs)
	row("process start to end of a one-state run\t%.0f ms\t(fastest of %d: %.0f ms)", 1e3*r.Startup.Median, r.Startup.Runs, 1e3*r.Startup.Best)
	row("Choice/Pass loop to the history limit\t%.3f s\t%d events", r.Loop.Seconds, r.Loop.Events)
	c := r.Concurrent
	row("%d executions, %d in flight\t%.1f s\t%d events, %d tasks", c.Executions, c.InFlight, c.Seconds, c.Events, c.Tasks)
	row("  durable history events\t%.0f /s", c.EventsPerSecond)
	row("  states entered\t%.0f /s\t%.1f times 90,000", c.StatesPerSecond, c.StatesPerSecond/90000)
	row("  durable task steps\t%.0f /s\t%.1f times 2,600", c.TasksPerSecond, c.TasksPerSecond/2600)
	row("  history\t%.1f MB/s\t%.0f bytes an event", c.BytesPerSecond/1e6, c.BytesPerSecond/c.EventsPerSecond)
	row("  commits\t%d\t%.1f ms each", c.Commits, 1e3*c.Seconds/float64(max(1, c.Commits)))
	row("  peak anonymous memory\t%.0f MiB", float64(c.PeakRSSAnon)/(1<<20))
	row("the same with inputs of 120 bytes\t%.0f events/s\t%.0f states/s, %.1f times 90,000", r.Short.EventsPerSecond, r.Short.StatesPerSecond,
		r.Short.StatesPerSecond/90000)
	row("the same bytes in plain bbolt, same commits\t%.1f MB/s\tratio %.2f", r.Ceiling.BytesPerSecond/1e6, r.Ceiling.Ratio)
	return w.Flush()
}
