package bench

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// StartupReport is the time from the start of a process that runs a one-state machine to its end.
type StartupReport struct {
	Runs   int     `json:"runs"`
	Median float64 `json:"median"`
	Best   float64 `json:"best"`
}

func measureStartup(ctx context.Context, dir string) (r StartupReport, err error) {
	self, err := os.Executable()
	if err != nil {
		return r, err
	}
	file := filepath.Join(dir, "one.asl.json")
	if err := os.WriteFile(file, []byte(`{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}`), 0o600); err != nil {
		return r, err
	}
	var times []float64
	for range 21 {
		c := exec.CommandContext(ctx, self, "run", file, "--data", filepath.Join(dir, "startup"))
		begin := time.Now()
		if out, err := c.CombinedOutput(); err != nil {
			return r, fmt.Errorf("%w: %s", err, out)
		}
		times = append(times, time.Since(begin).Seconds())
	}
	slices.Sort(times)
	return StartupReport{Runs: len(times), Median: times[len(times)/2], Best: times[0]}, nil
}
