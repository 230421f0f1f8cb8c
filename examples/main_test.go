package examples

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the outputs to the files of expected outputs")

// bin is the folder with the two programs that the tests run, built once.
var bin string

func TestMain(m *testing.M) {
	flag.Parse()
	code, err := build(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// build builds the programs for as long as run takes.
func build(run func() int) (int, error) {
	dir, err := os.MkdirTemp("", "stepmill-examples-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	bin = dir
	cmd := exec.Command("go", "build", "-o", dir+string(filepath.Separator), "../cmd/stepmill", "./embed")
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("build the programs of the examples: %w\n%s", err, out)
	}
	return run(), nil
}

// python says why the workers cannot run here, nil if they can.
var python = sync.OnceValue(func() error {
	return exec.Command("python3", "-c", "import sys; assert sys.version_info >= (3, 8)").Run()
})

// needPython fails where the workers cannot run: an example that is not run may be broken.
func needPython(t *testing.T) {
	t.Helper()
	if err := python(); err != nil {
		t.Fatalf("The workers of the examples need Python 3.8 or later, and python3 does not run here: %v. Install it, or put it on the PATH.", err)
	}
}

// folder copies an example, without what earlier runs have left in it, so that tests may run side by side.
func folder(t *testing.T, example string) string {
	t.Helper()
	dir := t.TempDir()
	err := filepath.WalkDir(example, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(dir, strings.TrimPrefix(path, example))
		switch name := d.Name(); {
		case d.IsDir() && (name == "out" || name == ".stepmill" || name == "__pycache__"):
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(to, 0o755)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(to, text, 0o644)
	})
	if err != nil {
		t.Fatalf("copy the example: %v", err)
	}
	return dir
}

// outcome is what a command did.
type outcome struct {
	stdout, stderr string
	exit           int
}

// command runs a program in a folder: one of ours by its name, any other from the PATH.
func command(t *testing.T, dir, name string, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := program(t.Context(), dir, name, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

func program(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	if name == "stepmill" || name == "embed" {
		name = filepath.Join(bin, name)
	}
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	return cmd
}

// succeeds checks that a command ended well, with the output that a file holds.
func (o outcome) succeeds(t *testing.T, expected string) {
	t.Helper()
	if o.exit != 0 {
		t.Fatalf("exit code %d, want 0; it said\n%s", o.exit, o.stderr)
	}
	if *update {
		var b bytes.Buffer
		if err := json.Indent(&b, []byte(o.stdout), "", "  "); err != nil {
			t.Fatalf("the output is not JSON: %v\n%s", err, o.stdout)
		}
		if err := os.WriteFile(expected, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(expected)
	if err != nil {
		t.Fatalf("%v; go test ./examples -update writes it", err)
	}
	if diff := cmp.Diff(decode(t, string(want)), decode(t, o.stdout)); diff != "" {
		t.Errorf("the output is not that of %s (-want +got):\n%s", expected, diff)
	}
}

// fails checks that a command ended with an exit code, no output, and these texts on stderr.
func (o outcome) fails(t *testing.T, exit int, said ...string) {
	t.Helper()
	if o.exit != exit || o.stdout != "" {
		t.Errorf("exit code %d, want %d; output %q, want none; it said\n%s", o.exit, exit, o.stdout, o.stderr)
	}
	for _, text := range said {
		if !strings.Contains(o.stderr, text) {
			t.Errorf("it does not say %q but\n%s", text, o.stderr)
		}
	}
}

// decode keeps the text of numbers: 29.8 is not 29.799999999999997.
func decode(t *testing.T, text string) (v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, text)
	}
	return v
}
