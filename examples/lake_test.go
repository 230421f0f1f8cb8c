package examples

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLakeFiles runs the pipeline from two folders, the second time over what the first has left, and looks at what is there then.
func TestLakeFiles(t *testing.T) {
	t.Parallel()
	needPython(t)
	dir := folder(t, "lake")
	command(t, dir, "stepmill", "run", "lake.asl.json", "--input", "@input.json").succeeds(t, "lake/expected.json")
	o := command(t, t.TempDir(), "stepmill", "run", "lake", "--project", dir, "--input", "@"+filepath.Join(dir, "input.json"))
	o.succeeds(t, "lake/expected.json")
	if !strings.Contains(o.stderr, "SourceThrottled: 2001-02-14.csv") {
		t.Errorf("the source was not throttled; it said\n%s", o.stderr)
	}
	if cleaned := files(t, dir, "out/daily/flights/flight_date=*/*"); len(cleaned) != 90 {
		t.Errorf("%d cleaned files, want 90", len(cleaned))
	}
	for file, lines := range map[string]int{
		"out/daily/mart/delays_by_day.csv":                        91,
		"out/daily/mart/delays_by_airport.csv":                    221,
		"out/daily/quarantine/2001-04-01.csv":                     4,
		"out/daily/quarantine/2001-04-01.csv.reason.txt":          1,
		"out/daily/flights/flight_date=2001-01-01/2001-01-01.csv": 223,
	} {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if got := strings.Count(string(text), "\n"); err != nil || got != lines {
			t.Errorf("%s has %d lines, want %d; %v", file, got, lines, err)
		}
	}
	if parts := files(t, dir, "out/daily/mart/.*"); len(parts) > 0 {
		t.Errorf("half-written files are left: %v", parts)
	}
}

func files(t *testing.T, dir, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestLakeFails stops at a table that is not there, and at totals that do not add up.
func TestLakeFails(t *testing.T) {
	t.Parallel()
	needPython(t)
	dir := folder(t, "lake")
	command(t, dir, "stepmill", "run", "lake", "--input", "@failing.json", "--name", "monday").fails(t, 1,
		"monday failed in state BuildMart\n", "error: MissingReference\n", "out/airports.csv is not there yet; the mart needs the names of the airports")

	if err := os.CopyFS(filepath.Join(dir, "one"), os.DirFS(filepath.Join(dir, "out/daily/quarantine"))); err != nil {
		t.Fatal(err)
	}
	input := `{"source": "one", "target": "out", "airports": "data/airports.csv", "manifest": {"flights": 7}, "simulate": {"throttled": ""}}`
	command(t, dir, "stepmill", "run", "lake", "--input", input).fails(t, 1,
		"failed in state TotalsDiffer\n", "error: TotalsDiffer\n",
		"cause: The workers kept 0 flights, the mart holds 0, and the manifest promises 7.\n")
}

// TestLakeKilled kills the process in the middle of the Map state and lets another go on.
func TestLakeKilled(t *testing.T) {
	t.Parallel()
	needPython(t)
	dir := folder(t, "lake")
	cmd := program(t.Context(), dir, "stepmill", "run", "lake", "--input", "@input.json", "--name", "tuesday")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stderr)
	for lines.Scan() && !strings.Contains(lines.Text(), "CleanFile[20]") {
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // until the last process that could still write has ended
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the process was killed and ended well")
	}
	command(t, dir, "stepmill", "resume", "tuesday").succeeds(t, "lake/expected.json")
}
