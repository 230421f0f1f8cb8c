package lambda

import (
	_ "embed" // the two bootstraps
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed bootstrap/bootstrap.py
var pythonBootstrap string

//go:embed bootstrap/bootstrap.js
var nodeBootstrap string

// program is how to start a process of a function.
type program struct {
	argv  []string
	dir   string // absolute
	stdin string // the bootstrap of an interpreter
	// sources are the endings of the files that the interpreter reads.
	sources []string
}

// Check says in a sentence why f could not run on this machine: a missing code folder, handler, executable or interpreter. It
// runs an interpreter once to ask for its version, and no code of the function.
func (f Function) Check() error {
	_, err := f.resolve(new(interpreters))
	return err
}

// resolve finds what to start.
func (f Function) resolve(in *interpreters) (*program, error) {
	dir, err := filepath.Abs(f.Code)
	if err != nil {
		return nil, fmt.Errorf("find the code folder of %s: %w", f.Name, err)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("its code folder %s is not there; correct code: in the project file", dir)
	}
	switch {
	case len(f.Command) > 0:
		return resolveCommand(f.Command, dir)
	case strings.HasPrefix(f.Runtime, "python"):
		return f.resolvePython(dir, in)
	case strings.HasPrefix(f.Runtime, "nodejs"):
		return f.resolveNode(dir, in)
	case strings.HasPrefix(f.Runtime, "provided"), strings.HasPrefix(f.Runtime, "go"):
		return f.resolveExecutable(dir)
	}
	return nil, fmt.Errorf("its runtime %s is not supported; use python3.x, nodejsX.x, provided.*, go1.x, or a command", f.Runtime)
}

// resolveCommand takes a path as relative to the code folder, and a bare name from PATH.
func resolveCommand(command []string, dir string) (*program, error) {
	name := command[0]
	if strings.ContainsRune(name, filepath.Separator) && !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return nil, fmt.Errorf("its command %s cannot be started (%w); build it, or correct command: in the project file", command[0], reason(err))
	}
	return &program{argv: append([]string{path}, command[1:]...), dir: dir}, nil
}

func (f Function) resolveExecutable(dir string) (*program, error) {
	names := []string{"bootstrap"}
	if f.Handler != "" {
		names = append(names, f.Handler)
	}
	for _, name := range names {
		if path, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return &program{argv: []string{path}, dir: dir}, nil
		}
	}
	return nil, fmt.Errorf("the runtime %s needs an executable %s in %s; build it there", f.Runtime, strings.Join(names, " or "), dir)
}

func (f Function) resolvePython(dir string, in *interpreters) (*program, error) {
	if err := f.checkHandler(); err != nil {
		return nil, err
	}
	path, err := in.find(python, f.Runtime)
	if err != nil {
		return nil, fmt.Errorf("the runtime %s needs %w", f.Runtime, err)
	}
	return &program{argv: []string{path, "-"}, dir: dir, stdin: pythonBootstrap, sources: []string{".py"}}, nil
}

func (f Function) resolveNode(dir string, in *interpreters) (*program, error) {
	if err := f.checkHandler(); err != nil {
		return nil, err
	}
	path, err := in.find(node, "")
	if err != nil {
		return nil, fmt.Errorf("the runtime %s needs %w", f.Runtime, err)
	}
	return &program{argv: []string{path, "-"}, dir: dir, stdin: nodeBootstrap, sources: []string{".js", ".mjs", ".cjs"}}, nil
}

// checkHandler refuses only what cannot be a handler at all; a missing file is the function's error, as on AWS.
func (f Function) checkHandler() error {
	if f.Handler == "" {
		return fmt.Errorf("it has no handler; write handler: file.function in the project file")
	}
	return nil
}

// reason strips what exec puts around an error.
func reason(err error) error {
	if e := (*exec.Error)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}
