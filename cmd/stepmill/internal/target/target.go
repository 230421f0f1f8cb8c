package target

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/engine/project"
)

// Machine is a state machine to run or to look at.
type Machine struct {
	Name    string
	Source  *diag.Source
	Express bool
}

// Folder refuses a project folder that is not there.
func Folder(dir string) error {
	if _, err := os.Stat(dir); err != nil {
		return cli.Usagef("there is no project folder %s: name one that exists with --project", dir)
	}
	return nil
}

// Project loads the project of a folder. Findings that are errors are shown on w and end the command.
func Project(dir string, io cli.IO) (*project.Project, error) {
	if err := Folder(dir); err != nil {
		return nil, err
	}
	p, found, err := project.Load(dir)
	if err != nil {
		return nil, cli.Usage(err)
	}
	if err := Report(io, found); err != nil {
		return nil, err
	}
	return p, nil
}

// ProjectOf is Project for a command with a target: where the folder has no project, and the target is a definition file, the file's own folder may
// have one.
func ProjectOf(dir, target string, io cli.IO) (*project.Project, error) {
	p, err := Project(dir, io)
	if err != nil || len(p.Files) > 0 {
		return p, err
	}
	if st, err := os.Stat(target); err != nil || st.IsDir() {
		return p, nil
	}
	return Project(filepath.Dir(target), io)
}

// Report shows findings on stderr when one is an error, and then ends the command.
func Report(io cli.IO, found diag.List) error {
	if !found.HasErrors() {
		return nil
	}
	errs, more := found.Errors().Capped(0)
	opt := diag.Options{Color: io.Err.Color}
	if !io.Err.TTY {
		opt.Format = diag.FormatLine
	}
	if err := diag.Render(io.Err, errs, opt); err != nil {
		return err
	}
	if more {
		fmt.Fprintf(io.Err, "There are more errors; stepmill validate shows them.\n")
	}
	return cli.Silent(cli.ExitUsage)
}

// Find returns the machine that a target names. A machine of the project wins over a file of the same name; a file that the project knows
// is that machine.
func Find(p *project.Project, target string) (Machine, error) {
	if m := p.Machine(target); m != nil {
		return OfProject(m), nil
	}
	text, err := os.ReadFile(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Machine{}, unknown(p, target)
	case err != nil:
		return Machine{}, cli.Usagef("the definition cannot be read: %w", err)
	}
	if abs, err := filepath.Abs(target); err == nil {
		for i := range p.Machines {
			if m := &p.Machines[i]; m.File == abs && !isTemplate(p, abs) {
				return OfProject(m), nil
			}
		}
	}
	return Machine{Name: nameOf(target), Source: &diag.Source{Name: target, Text: string(text)}}, nil
}

// OfProject returns a machine of the project.
func OfProject(m *project.Machine) Machine {
	return Machine{Name: m.Name, Source: m.Source, Express: m.Type == "EXPRESS"}
}

// isTemplate reports whether a file is one of the project's own: several machines may be written into it.
func isTemplate(p *project.Project, path string) bool {
	for _, f := range p.Files {
		if f == path {
			return true
		}
	}
	return false
}

func unknown(p *project.Project, target string) error {
	names := Names(p)
	if near := diag.DidYouMean(target, names); near != "" {
		return cli.Usagef("there is no definition file %s and no state machine of that name. %s", target, near)
	}
	if len(names) == 0 {
		return cli.Usagef("there is no definition file %s, and the project has no state machines: name a file, or add stateMachines: to %s",
			target, project.FileName)
	}
	return cli.Usagef("there is no definition file %s and no state machine of that name; the project has %s", target, strings.Join(names, ", "))
}

// Names lists the project's machines.
func Names(p *project.Project) []string {
	var names []string
	for _, m := range p.Machines {
		names = append(names, m.Name)
	}
	return names
}

// maxName is AWS's limit in characters on the name of a state machine.
// Source: AWS Step Functions API Reference, CreateStateMachine.
const maxName = 80

// nameOf makes the name of a machine from that of its file: pipeline.asl.json is pipeline.
func nameOf(path string) string {
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	name = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '-'
	}, name)
	if name == "" {
		return "machine"
	}
	return name[:min(len(name), maxName)]
}
