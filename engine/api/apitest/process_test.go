package apitest

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// process is a stepmill serve that runs, over a data folder that outlives it.
type process struct {
	binary, folder, addr string
	command              *exec.Cmd
}

// build builds the program.
func build(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "stepmill")
	c := exec.Command("go", "build", "-o", binary, "github.com/stepmill/stepmill/cmd/stepmill")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", c, err, out)
	}
	return binary
}

// serve starts a program over a new folder, which has a function record that writes tokens down in the folder tokens.
func serve(t *testing.T, binary string) *process {
	t.Helper()
	code, err := filepath.Abs("testdata/record.py")
	if err != nil {
		t.Fatal(err)
	}
	p := &process{binary: binary, folder: t.TempDir(), addr: "127.0.0.1:0"}
	if err := os.Mkdir(p.tokens(), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"stepmill.yaml": "stateMachines: {}\n",
		"functions.json": `[{"name": "record", "runtime": "python3.12", "handler": "record.handler", "path": ` + quote(code) + `, "timeout": 30, ` +
			`"environment": {"TOKENS": ` + quote(p.tokens()) + `}}]`,
	} {
		if err := os.WriteFile(filepath.Join(p.folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.start(t)
	t.Cleanup(func() { p.kill(t) })
	return p
}

func (p *process) tokens() string { return filepath.Join(p.folder, "tokens") }

var answers = regexp.MustCompile(`http://(\S+) answers`)

// start starts the program, again at the address that it had, and returns when it answers.
func (p *process) start(t *testing.T) {
	t.Helper()
	p.command = exec.Command(p.binary, "serve", "--project", p.folder, "--data", filepath.Join(p.folder, ".stepmill"),
		"--functions", filepath.Join(p.folder, "functions.json"), "--addr", p.addr)
	stderr, err := p.command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		t.Logf("serve: %s", lines.Text())
		if m := answers.FindStringSubmatch(lines.Text()); m != nil {
			p.addr = m[1]
			go func() {
				for lines.Scan() { // until the process ends
				}
			}()
			return
		}
	}
	t.Fatalf("stepmill serve ended: %v", p.command.Wait())
}

// kill ends the program at once, as kill -9 does.
func (p *process) kill(t *testing.T) {
	t.Helper()
	if err := p.command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.command.Wait() // says that it was killed
}
