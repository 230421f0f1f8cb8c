package bolt

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/store"
)

// killEnv turns the test below into the process that is to be killed; it holds
// the path of the store.
const killEnv = "STORE_BOLT_KILL"

// TestKill kills a process in the middle of its appends, several times over the
// same file, and looks for everything that it had acknowledged by then.
func TestKill(t *testing.T) {
	if path := os.Getenv(killEnv); path != "" {
		appendForEver(path)
	}
	path := filepath.Join(t.TempDir(), "store.db")
	found := 0
	for round := range 5 {
		acknowledged := appendAndDie(t, path, 20+30*round)
		s, err := Open(Config{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		now := 0
		for c, err := range s.Read(t.Context(), 1, 0) {
			if err != nil {
				t.Fatal(err)
			}
			if string(c.Data) != fmt.Sprint(now) {
				t.Fatalf("chunk %d holds %q", now, c.Data)
			}
			now++
		}
		if now < found+acknowledged {
			t.Fatalf("%d chunks are found, %d were there and %d were acknowledged", now, found, acknowledged)
		}
		found = now
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// appendForEver appends numbered chunks, archiving now and then, and prints a
// line for each one that is acknowledged.
func appendForEver(path string) {
	s, err := Open(Config{Path: path})
	if err != nil {
		panic(err)
	}
	st, err := s.Stats()
	if err != nil {
		panic(err)
	}
	for n := st.LastSeq; ; n++ {
		b := store.Batch{Entries: []store.Entry{{Exec: 1, Data: fmt.Append(nil, n)}}}
		if n%7 == 0 {
			b.Archive = []store.Number{1}
		}
		if err := s.Append(b); err != nil {
			panic(err)
		}
		fmt.Println("acknowledged", n)
	}
}

// appendAndDie kills such a process after some acknowledgements and returns
// how many it gave.
func appendAndDie(t *testing.T, path string, after int) int {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKill$")
	cmd.Env = append(os.Environ(), killEnv+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	acknowledged := 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "acknowledged") {
			continue
		}
		if acknowledged++; acknowledged == after {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil || acknowledged < after {
		t.Fatalf("the process ended by itself after %d acknowledgements: %v", acknowledged, err)
	}
	return acknowledged
}
