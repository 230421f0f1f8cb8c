package jsonpath

import (
	"slices"
	"strings"
)

// Path is a compiled path. It is immutable and safe for concurrent use.
type Path struct {
	text      string
	root      root
	segments  []segment
	settled   []bool // settled[i]: every segment before i leads to one node
	definite  bool
	simple    bool   // only single names and indices: the case with a loop of its own
	quiet     []bool // quiet[i]: an unsettled rest of single names and indices, which passes over what it does not find
	variables []string
}

// Compile compiles a path of Jayway's language, with the roots $, $$ (the context object) and $name (a variable).
// Errors are *SyntaxError.
//
// As in Jayway, a text that does not begin with $ or @ is read as though "$." stood before it. Step Functions takes only texts
// that begin with $; who reads a definition checks that first.
func Compile(text string) (*Path, error) {
	return compile(text, dialect{variables: true})
}

// CompileStates is Compile as Step Functions reads a path: in a quoted name a backslash stands for itself, unless it comes before the quote that
// would end the name. Recorded on AWS: $['Test\""Name"'] finds the key Test\""Name".
func CompileStates(text string) (*Path, error) {
	return compile(text, dialect{variables: true, literal: true})
}

// CompileReference compiles a reference path: one that can only lead to a single node, written with names, quoted names and
// indices. Errors are *SyntaxError. Source: ASL spec, "Reference Paths".
func CompileReference(text string) (*Path, error) {
	if !strings.HasPrefix(text, "$") {
		return nil, &SyntaxError{Msg: "a reference path must begin with '$'"}
	}
	p, err := CompileStates(text)
	if err != nil {
		return nil, err
	}
	for _, s := range p.segments {
		if !s.isStep() {
			at := strings.Index(text, s.fragment())
			return nil, &SyntaxError{Offset: max(at, 0), Msg: "a reference path must identify a single node, and '" + s.fragment() + "' may select none or several"}
		}
	}
	return p, nil
}

// String returns the path as it was written.
func (p *Path) String() string { return p.text }

// Definite reports whether the path leads to one node at most, as Jayway decides it. An indefinite path always gives an array.
func (p *Path) Definite() bool { return p.definite }

// Variable returns the name of the variable that the path starts from, without its $; empty for any other root.
func (p *Path) Variable() string { return p.root.variable }

// OnContext reports whether the path starts from the context object: $$.
func (p *Path) OnContext() bool { return p.root.kind == rootContext }

// Variables returns the names of all variables that the path reads, those in its filters and arguments included, sorted and
// without repetition.
func (p *Path) Variables() []string { return slices.Clone(p.variables) }

// newPath finishes a path from its parts.
func newPath(text string, r root, segments []segment) *Path {
	p := &Path{text: text, root: r, segments: segments, settled: make([]bool, len(segments)), definite: true, simple: true}
	for i, s := range segments {
		p.settled[i] = p.definite
		p.definite = p.definite && s.definite(i == len(segments)-1)
		p.simple = p.simple && s.isStep()
	}
	p.quiet = make([]bool, len(segments))
	for i := len(segments) - 1; i >= 0 && !p.settled[i] && segments[i].isStep(); i-- {
		p.quiet[i] = true
	}
	p.variables = p.collectVariables()
	return p
}

func (p *Path) collectVariables() []string {
	var names []string
	if p.root.variable != "" {
		names = append(names, p.root.variable)
	}
	for _, s := range p.segments {
		for _, inner := range s.paths() {
			names = append(names, inner.variables...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// canonical writes the path in brackets, as Jayway prints it in messages.
func (p *Path) canonical() string { return p.root.mark() + p.canonicalFrom(0) }

func (p *Path) canonicalFrom(i int) string {
	var b strings.Builder
	for _, s := range p.segments[i:] {
		b.WriteString(s.fragment())
	}
	return b.String()
}

func (p *Path) isLeaf(i int) bool { return i == len(p.segments)-1 }
