package owner

import (
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// hello answers Stepmill.Info.
var hello = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(`{"version": "hello"}`)) })

func TestOwner(t *testing.T) {
	folder := t.TempDir()
	for name, dir := range map[string]string{
		"short": filepath.Join(folder, "d"),
		"long":  filepath.Join(folder, strings.Repeat("deep/", 25)),
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if _, found, err := Find(dir); found || err != nil {
				t.Fatalf("an owner before there is one: %v, %v", found, err)
			}
			l, err := Listen(dir, hello)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { l.Close(t.Context()) })
			if _, err := Listen(dir, hello); !errors.Is(err, ErrOwned) {
				t.Fatalf("a second owner: %v", err)
			}
			path, err := address(dir)
			if err != nil {
				t.Fatal(err)
			}
			if info, err := os.Lstat(path); err != nil || info.Mode().Perm() != 0o600 || info.Mode().Type() != os.ModeSocket {
				t.Fatalf("the socket is %v, %v", info.Mode(), err)
			}
			c, found, err := Find(dir)
			if !found || err != nil {
				t.Fatalf("find the owner: %v, %v", found, err)
			}
			if info, err := c.Info(t.Context()); err != nil || info.Version != "hello" {
				t.Fatalf("ask the owner: %+v, %v", info, err)
			}
			if err := l.Close(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, found, err := Find(dir); found || err != nil {
				t.Fatalf("an owner after its end: %v, %v", found, err)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Fatalf("it left %v behind, %v", left, err)
			}
		})
	}
}

// A socket that a process left behind when it was killed is no owner, and the next owner takes its place.
func TestStaleSocket(t *testing.T) {
	dir := t.TempDir()
	dead, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(dir, file), Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	dead.SetUnlinkOnClose(false)
	dead.Close()
	if _, found, err := Find(dir); found || err != nil {
		t.Fatalf("a dead owner is found: %v, %v", found, err)
	}
	l, err := Listen(dir, hello)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// What owners left that were killed while they made their socket is gone with the next owner, and nothing else is.
func TestLeftFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".owner1", ".owner2", ".owner3", "other"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	dead, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(dir, ".owner2", socketName), Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	dead.SetUnlinkOnClose(false)
	dead.Close()
	if err := os.WriteFile(filepath.Join(dir, ".owner3", "notes"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := Listen(dir, hello)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close(t.Context())
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if got := strings.Join(left, " "); got != ".owner3 other "+file {
		t.Errorf("beside the socket there are %s", got)
	}
}
