package sim

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var mutants = flag.Bool("mutants", false, "run TestMutants, which compiles the package once for each mutant")

// TestMutants breaks each rule on purpose, in a copy of one source file that the compiler takes in its place, and demands that the rule's own
// checker finds it within a few seeds.
func TestMutants(t *testing.T) {
	if !*mutants {
		t.Skip("run with -args -mutants (make sim does)")
	}
	for _, m := range []struct {
		rule, file, old, new, checker string
	}{
		{
			rule: "one mutator: a decision changes the execution without a record", checker: "CheckFold",
			file: "../interp/fail.go", old: "		if done >= r.MaxAttempts {", new: "		t.attempt++\n		if done >= r.MaxAttempts {",
		},
		{
			rule: "commands from state: a retry forgets to hand out its command", checker: "CheckPending",
			file: "../interp/step_task.go", old: "	x.commands = append(x.commands, x.runTask(t))",
			new: "	if t.attempt == 0 {\n		x.commands = append(x.commands, x.runTask(t))\n	}",
		},
		{
			rule: "log, then act: the host acts before the disk has answered", checker: "CheckActs",
			file: "world.go", old: "	checkFold(a, chunk)\n", new: "	checkFold(a, chunk)\n	w.act(i, ready.Commands)\n",
		},
		{
			rule: "log, then act: a task that runs again has another token", checker: "CheckActs",
			file: "../interp/step_task.go", old: "Token: x.token(t.task.id)", new: "Token: x.token(x.lastEvent)",
		},
		{
			rule: "inputs only: random numbers remember earlier calls", checker: "CheckReplay",
			file: "../interp/random.go", old: "func (s *splitMix) Uint64() uint64 {", new: "var calls uint64\n\nfunc (s *splitMix) Uint64() uint64 {\n	calls++\n	s.state += calls",
		},
		{
			rule: "limits: the history has no end", checker: "CheckLimits",
			file: "../interp/emit.go", old: "		limit = x.start.MaxEvents", new: "		limit = x.start.MaxEvents + 50",
		},
		{
			rule: "limits: a step goes on as long as there is work", checker: "CheckLimits",
			file: "../interp/step.go", old: "	for x.work > 0 && x.runnable() {", new: "	for x.runnable() {",
		},
	} {
		t.Run(m.rule, func(t *testing.T) {
			out := runMutant(t, m.file, m.old, m.new)
			if !strings.Contains(out, m.checker+" found:") {
				t.Errorf("%s did not find it:\n%s", m.checker, out)
			}
		})
	}
}

// runMutant runs TestSeeds with one file changed and returns what it prints.
func runMutant(t *testing.T, file, old, changed string) string {
	t.Helper()
	path, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(src), old); n != 1 {
		t.Fatalf("%s has the line to change %d times", file, n)
	}
	dir := t.TempDir()
	mutant := filepath.Join(dir, "mutant.go")
	overlay := filepath.Join(dir, "overlay.json")
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {path: mutant}})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{mutant: []byte(strings.Replace(string(src), old, changed, 1)), overlay: replace} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("go", "test", "-overlay", overlay, "-run", "TestSeeds", ".", "-args", "-runs", "300").CombinedOutput()
	if err == nil {
		return "the mutant passed\n" + string(out)
	}
	if len(out) > 3000 {
		out = out[:3000]
	}
	return string(out)
}
