package owner

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// ErrOwned reports a data folder whose owner is alive and is another process.
var ErrOwned = errors.New("another process owns the data folder")

// The folder in which a socket is made, and its name there.
const (
	privatePrefix = ".owner"
	socketName    = "s"
)

// Listener serves a handler on the socket of a data folder.
type Listener struct {
	server *http.Server
	paths  []string // to remove at the end
	served sync.WaitGroup
	err    error // of the serving goroutine, to be read after served

	closing sync.Once
}

// Listen serves the handler on the folder's socket. The caller must hold the folder's store; what a dead owner left behind is removed. Close
// ends it.
func Listen(dataDir string, handler http.Handler) (*Listener, error) {
	if err := evict(dataDir); err != nil {
		return nil, fmt.Errorf("listen in %s: %w", dataDir, err)
	}
	sweep(dataDir)
	l := &Listener{server: &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}}
	socket, err := l.bind(dataDir)
	if err != nil {
		l.remove()
		return nil, fmt.Errorf("listen in %s: %w", dataDir, err)
	}
	l.served.Go(func() {
		if err := l.server.Serve(socket); !errors.Is(err, http.ErrServerClosed) {
			l.err = err
		}
	})
	return l, nil
}

// evict removes the socket of an owner that is dead.
func evict(dataDir string) error {
	path, err := address(dataDir)
	if err != nil || path == "" {
		return err
	}
	if alive(path) {
		return ErrOwned
	}
	if own := filepath.Join(dataDir, file); path != own {
		// Best effort, and careful, since it is a text that says so: a socket and the empty folder around it, nothing else.
		if info, err := os.Lstat(path); err == nil && info.Mode().Type() == os.ModeSocket {
			os.Remove(path)
			os.Remove(filepath.Dir(path))
		}
		path = own
	}
	return os.Remove(path)
}

// sweep removes the private folders that owners made in bind and could not remove when they were killed. Best effort, and careful: a socket that
// nobody listens on and the empty folder around it, nothing else.
func sweep(dataDir string) {
	entries, err := os.ReadDir(dataDir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), privatePrefix) {
			continue
		}
		private := filepath.Join(dataDir, e.Name())
		path := filepath.Join(private, socketName)
		if info, err := os.Lstat(path); err == nil && info.Mode().Type() == os.ModeSocket && !alive(path) {
			os.Remove(path)
		}
		os.Remove(private)
	}
}

// alive reports whether somebody listens on a socket.
func alive(path string) bool {
	c, err := net.DialTimeout("unix", path, time.Second)
	if err == nil {
		c.Close()
	}
	return err == nil
}

// bind makes the socket so that nobody but its user can reach it at any time: in a folder that is the user's alone. From there it is moved into the
// data folder, or, where that has too long a path, named by a text file there.
func (l *Listener) bind(dataDir string) (net.Listener, error) {
	final := filepath.Join(dataDir, file)
	private, err := os.MkdirTemp(dataDir, privatePrefix)
	if err != nil {
		return nil, err
	}
	short := len(filepath.Join(private, socketName)) <= maxPath && len(final) <= maxPath
	if !short {
		os.Remove(private)
		if private, err = os.MkdirTemp("", "stepmill"); err != nil {
			return nil, err
		}
	}
	l.paths = append(l.paths, private)
	path := filepath.Join(private, socketName)
	socket, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, err
	}
	socket.SetUnlinkOnClose(false)
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, socket.Close())
	}
	l.paths = append([]string{path}, l.paths...)
	if short {
		if err = os.Rename(path, final); err == nil {
			os.Remove(private) // now, so that an owner that is killed leaves nothing but its socket
		}
	} else {
		err = os.WriteFile(final, []byte(path+"\n"), 0o600)
	}
	if err != nil {
		return nil, errors.Join(err, socket.Close())
	}
	l.paths = append([]string{final}, l.paths...)
	return socket, nil
}

// Close takes no more requests, waits for those under way until ctx ends, and then cuts them off. It returns when the socket is gone and nothing
// of it runs. A second Close does nothing.
func (l *Listener) Close(ctx context.Context) error {
	var err error
	l.closing.Do(func() {
		if l.server.Shutdown(ctx) != nil {
			err = l.server.Close()
		}
		l.served.Wait()
		l.remove()
		err = errors.Join(err, l.err)
	})
	return err
}

// remove removes what bind made; what is not there any more is fine.
func (l *Listener) remove() {
	for _, p := range l.paths {
		os.Remove(p)
	}
}
