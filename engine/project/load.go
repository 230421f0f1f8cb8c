package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/executor/lambda"
)

// FileName is the name of the project file.
const FileName = "stepmill.yaml"

// TemplateNames are the names that SAM looks for.
// Source: AWS SAM Developer Guide, "sam deploy", --template-file.
var TemplateNames = []string{"template.yaml", "template.yml", "template.json"}

// Codes of the findings of this package.
const (
	CodeFile         = "FILE_NOT_READABLE"
	CodeDuplicate    = "DUPLICATE_NAME"
	CodeFunction     = "INVALID_FUNCTION"
	CodeTemplate     = "INVALID_TEMPLATE"
	CodeUnresolved   = "UNRESOLVED_REFERENCE"
	CodeNotSupported = "NOT_SUPPORTED"
)

// Load reads the project that dir belongs to: the nearest folder, upward from dir, that has a stepmill.yaml or a SAM template. Where
// it has both, what stepmill.yaml says of a name wins. Without either the project is empty and dir is its folder.
//
// The project holds all that could be made sense of, also when there are findings.
func Load(dir string) (*Project, diag.List, error) {
	start, err := filepath.Abs(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("load project: %w", err)
	}
	l := &loader{p: &Project{Dir: start, Region: lambda.DefaultRegion, Account: lambda.DefaultAccount, Services: map[string]Service{}, places: map[string]place{}}}
	for at := start; ; at = filepath.Dir(at) {
		found, err := l.loadFolder(at)
		if err != nil {
			return nil, nil, fmt.Errorf("load project: %w", err)
		}
		if found || at == filepath.Dir(at) {
			return l.p, diag.Sorted(l.found), nil
		}
	}
}

// loader collects a project and its findings.
type loader struct {
	p     *Project
	found diag.List
}

// loadFolder reads the files of one folder. It reports whether there was one.
func (l *loader) loadFolder(dir string) (bool, error) {
	src, path, err := open(dir, FileName)
	if err != nil {
		return false, err
	}
	if src != nil {
		l.use(dir, path)
		l.loadFile(src)
	}
	for _, name := range TemplateNames {
		src, path, err := open(dir, name)
		if err != nil {
			return false, err
		}
		if t := l.parseTemplate(src); t != nil {
			l.use(dir, path)
			t.load()
			break
		}
	}
	return len(l.p.Files) > 0, nil
}

func (l *loader) use(dir, path string) {
	l.p.Dir = dir
	l.p.Files = append(l.p.Files, path)
}

// open reads a file of a folder; the source is nil if there is none.
func open(dir, name string) (*diag.Source, string, error) {
	path := filepath.Join(dir, name)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, path, nil
	}
	if err != nil {
		return nil, path, err
	}
	return &diag.Source{Name: shown(path), Text: string(text)}, path, nil
}

// shown is how findings name a file: relative to the working folder for one below it, else whole.
func shown(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(wd, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}

// absolute makes a path of a project file absolute.
func (l *loader) absolute(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(l.p.Dir, path)
}

// addMachine adds a machine unless its name is taken.
func (l *loader) addMachine(m Machine, src *diag.Source, at diag.Span) {
	if l.p.Machine(m.Name) != nil {
		l.report(diag.Warning, CodeDuplicate, src, at, fmt.Sprintf("There is another state machine '%s', which is used instead", m.Name),
			"Give one of the two another name.")
		return
	}
	l.p.Machines = append(l.p.Machines, m)
}

// addFunction adds a function unless its name is taken.
func (l *loader) addFunction(f lambda.Function, src *diag.Source, at diag.Span) {
	for _, other := range l.p.Functions {
		if other.Name == f.Name && (other.ARN == f.ARN || other.ARN == "" || f.ARN == "") {
			l.report(diag.Warning, CodeDuplicate, src, at, fmt.Sprintf("There is another function '%s', which is used instead", f.Name),
				"Give one of the two another name.")
			return
		}
	}
	l.p.Functions = append(l.p.Functions, f)
	l.p.places[key(f)] = place{src, at}
}

// definition reads the file of a definition and makes its substitutions.
func (l *loader) definition(path string, subs map[string]string, src *diag.Source, at diag.Span) *diag.Source {
	text, err := os.ReadFile(l.absolute(path))
	if err != nil {
		reason := err
		if e := (*fs.PathError)(nil); errors.As(err, &e) {
			reason = e.Err
		}
		l.report(diag.Error, CodeFile, src, at, fmt.Sprintf("The definition %s cannot be read: %v", path, reason),
			"Correct the path, which is relative to "+src.Name+".")
		return nil
	}
	return &diag.Source{Name: shown(l.absolute(path)), Text: substitute(string(text), subs)}
}

// substitute puts texts in place of ${Name}.
func substitute(text string, subs map[string]string) string {
	var pairs []string
	for name, by := range subs {
		pairs = append(pairs, "${"+name+"}", by)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func (l *loader) report(s diag.Severity, code string, src *diag.Source, at diag.Span, message, help string) {
	l.found = append(l.found, diag.Diagnostic{Severity: s, Code: code, Message: message, Help: help, Source: src, Span: at})
}
