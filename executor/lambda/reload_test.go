package lambda_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/lambda"
)

// TestChangedCodeIsReloaded edits a module that the handler imports, and calls until the new code answers: code is looked at once in
// a while, not at every call.
func TestChangedCodeIsReloaded(t *testing.T) {
	needs(t, "python3")
	dir := t.TempDir()
	write(t, dir, "handler.py", "from lib.number import n\ndef handler(e, c): return n\n")
	if err := os.Mkdir(filepath.Join(dir, "lib"), 0o700); err != nil {
		t.Fatal(err)
	}
	fs := open(t, lambda.Function{Name: "f", Runtime: "python3.12", Handler: "handler.handler", Code: dir, Timeout: time.Minute})
	for n := range int64(3) {
		write(t, dir, "lib/number.py", fmt.Sprintf("n = %d%*s\n", n, n, "")) // of another size too: Python's own cache goes by both
		for {
			reply, flt := fs.Invoke(context.Background(), "f", value.MustParse(`{}`), nil)
			if flt != nil {
				t.Fatal(flt)
			}
			if got, _ := reply.Payload.Int(); got == n {
				break
			}
		}
	}
}
