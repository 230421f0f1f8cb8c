package apitest

import (
	"os"
	"os/exec"
	"testing"
)

// The SDK for Python understands every answer.
func TestPython(t *testing.T) {
	if out, err := exec.Command("python3", "-c", "import boto3").CombinedOutput(); err != nil {
		t.Skipf("python3 with boto3 is not installed: %v %s", err, out)
	}
	drive(t, "python3", "testdata/drive.py")
}

// The SDK for JavaScript understands every answer.
func TestNode(t *testing.T) {
	modules := os.Getenv("STEPMILL_NODE_MODULES")
	if modules == "" {
		t.Skip("STEPMILL_NODE_MODULES does not name a node_modules folder with @aws-sdk/client-sfn")
	}
	drive(t, "node", "testdata/drive.mjs", modules)
}

// drive runs a script against a server: its first argument is the address, more may follow.
func drive(t *testing.T, program, script string, more ...string) {
	t.Helper()
	_, web := listen(t)
	c := exec.CommandContext(t.Context(), program, append([]string{script, web.URL}, more...)...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", script, err, out)
	}
}
