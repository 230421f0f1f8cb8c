package serve

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
)

var update = flag.Bool("update", false, "rewrite the list of recorded cases that do not pass")

// knownFailures lists the recorded cases that do not pass, one to a line.
const knownFailures = "testdata/conformance.txt"

// TestConformance replays cases recorded from AWS against the server, and fails when one does not pass that passed before. It needs Python 3, and
// in STEPMILL_CASES the folder of the cases, which has replay.py beside it (make conformance CASES=DIR). Of a folder other than open it prints the
// counts alone: the list of what does not pass is for that one. STEPMILL_CASES_FILTER, a regular expression on groups and ids, makes it shorter.
func TestConformance(t *testing.T) {
	cases := os.Getenv("STEPMILL_CASES")
	if cases == "" {
		t.Skip("STEPMILL_CASES does not name the folder with the recorded cases")
	}
	filter := os.Getenv("STEPMILL_CASES_FILTER")
	if filter == "" {
		filter = "."
	}
	script, prepared := filepath.Join(filepath.Dir(filepath.Clean(cases)), "replay.py"), t.TempDir()
	replay := func(args ...string) {
		t.Helper()
		c := exec.CommandContext(t.Context(), "python3", append([]string{script, "--cases", cases, "--filter", filter}, args...)...)
		out, err := c.CombinedOutput()
		t.Logf("%s", out)
		if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
			t.Fatal(err) // 1 says that a case did not pass, which the report tells better
		}
	}
	replay("--prepare-only", prepared)
	o := Options{
		Globals: cli.Globals{Memory: true, Project: prepared}, Functions: filepath.Join(prepared, "functions.json"), S3: filepath.Join(prepared, "s3"),
	}
	if mocks := filepath.Join(prepared, "MockConfigFile.json"); exists(mocks) {
		o.Mocks = mocks
	}
	s := start(t, o)
	report := filepath.Join(prepared, "report.json")
	replay("--endpoint", s.url, "--service-endpoint", s.url, "--jobs", "4", "--time-limit", "70", "--out", report)
	if filepath.Base(cases) == "open" {
		judge(t, report, filter == ".")
	}
}

// judge compares a report with the list; whole says that the report has every case.
func judge(t *testing.T, path string, whole bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Results []struct{ ID, Verdict string }
	}
	if err := json.Unmarshal(text, &report); err != nil {
		t.Fatal(err)
	}
	var failing, passing []string
	for _, r := range report.Results {
		if r.Verdict == "pass" || r.Verdict == "pass-reordered" {
			passing = append(passing, r.ID)
		} else {
			failing = append(failing, r.ID)
		}
	}
	slices.Sort(failing)
	if *update && whole {
		if err := os.WriteFile(knownFailures, []byte(strings.Join(failing, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	list, err := os.ReadFile(knownFailures)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(string(list), "\n")
	for _, id := range failing {
		if !slices.Contains(known, id) {
			t.Errorf("%s does not pass any more", id)
		}
	}
	for _, id := range passing {
		if slices.Contains(known, id) {
			t.Logf("%s passes now: take it off the list with -update", id)
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
