package lambda

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// interpreter is a language whose handlers run under a bootstrap.
type interpreter struct {
	name   string   // on the PATH
	ask    []string // arguments with which it prints its real path and its version
	oldest [2]int   // version that runs the bootstrap
}

var (
	python = interpreter{"python3", []string{"-c", `import sys; print(sys.executable); print("%d.%d" % sys.version_info[:2])`}, [2]int{3, 8}}
	node   = interpreter{"node", []string{"-p", `process.execPath + "\n" + process.versions.node`}, [2]int{16, 0}}
)

// interpreters remembers the interpreters found. Its zero value is ready.
type interpreters struct {
	mu    sync.Mutex
	paths map[string]string // by name asked for
}

// find returns the path of an interpreter: of the exact version where PATH has it, else of any that is new enough. A version
// manager puts names on PATH that only say that the version is not installed, so being there is not enough: it must answer.
func (in *interpreters) find(i interpreter, exact string) (string, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	var tried error
	for _, name := range []string{exact, i.name} {
		if path := in.paths[name]; path != "" {
			return path, nil
		}
		if name == "" {
			continue
		}
		path, err := i.locate(name)
		if err != nil {
			tried = errors.Join(tried, fmt.Errorf("%s: %w", name, reason(err)))
			continue
		}
		if in.paths == nil {
			in.paths = map[string]string{}
		}
		in.paths[name], in.paths[exact] = path, path
		return path, nil
	}
	return "", fmt.Errorf("%s %d.%d or later on the PATH; install it (%s)", i.name, i.oldest[0], i.oldest[1],
		strings.ReplaceAll(tried.Error(), "\n", "; "))
}

var versionLine = regexp.MustCompile(`^(\d+)\.(\d+)`)

// locate asks the program called name where it really is, past the shims of version managers, and refuses an old one.
func (i interpreter) locate(name string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, name, i.ask...).Output()
	if err != nil {
		return "", err
	}
	path, rest, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	m := versionLine.FindStringSubmatch(strings.TrimSpace(rest))
	if m == nil {
		return "", fmt.Errorf("it does not tell its version: %q", out)
	}
	major, _ := strconv.Atoi(m[1])
	minor, _ := strconv.Atoi(m[2])
	if major < i.oldest[0] || major == i.oldest[0] && minor < i.oldest[1] {
		return "", fmt.Errorf("its version is %d.%d", major, minor)
	}
	return strings.TrimSpace(path), nil
}
