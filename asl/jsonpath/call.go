package jsonpath

import "github.com/stepmill/stepmill/asl/value"

// call is .name() or .name(arguments).
type call struct {
	name      string
	arguments []argument
	// children is the first argument with [*] behind it: length($.x) counts the children of $.x.
	children *Path
}

// argument is a path or JSON.
type argument struct {
	path *Path
	json value.Value
	err  error // why the JSON cannot be read; reported when the function is called
}

func (s *call) definite(bool) bool { return true }
func (s *call) isStep() bool       { return false }

func (s *call) fragment() string {
	if len(s.arguments) > 0 {
		return "." + s.name + "(...)"
	}
	return "." + s.name + "()"
}

func (s *call) paths() []*Path {
	var paths []*Path
	for _, a := range s.arguments {
		if a.path != nil {
			paths = append(paths, a.path)
		}
	}
	return paths
}

// visit adds the function's result before it goes on with the next segment: a definite path gives the last result, an indefinite
// one those of every function in a chain.
func (s *call) visit(e *evaluation, i int, v value.Value) error {
	f, ok := functions[s.name]
	if !ok {
		return failed(invalidPath, "Function with name: %s does not exist.", s.name)
	}
	args := make([]value.Value, len(s.arguments))
	for n, a := range s.arguments {
		switch {
		case a.err != nil:
			return failed("InvalidJsonException", "%v", a.err)
		case a.path == nil:
			args[n] = a.json
		default:
			// Within an argument @ is the document as well.
			x, err := e.inner(a.path, e.document, false)
			if err != nil {
				return err
			}
			args[n] = x
		}
	}
	result, err := f(functionCall{e: e, call: s, model: v, args: args})
	if err != nil {
		return err
	}
	e.add(result)
	if e.path.isLeaf(i) {
		return nil
	}
	return e.visit(i+1, result)
}

// invertDescent rewrites a path that ends in a function and begins with a deep scan: $..x.length() means length($..x).
func invertDescent(text string, r root, p *parser) *Path {
	n := len(p.segments)
	if n < 2 {
		return newPath(text, r, p.segments)
	}
	if _, ok := p.segments[0].(descent); !ok {
		return newPath(text, r, p.segments)
	}
	if _, ok := p.segments[n-1].(*call); !ok {
		return newPath(text, r, p.segments)
	}
	for i, s := range p.segments {
		if c, ok := s.(*call); ok {
			scan := newPath(text, r, p.segments[:i:i])
			inverted := newCall(c.name, []argument{{path: scan}})
			return newPath(text, r, append([]segment{inverted}, p.segments[i+1:]...))
		}
	}
	return newPath(text, r, p.segments)
}

func newCall(name string, args []argument) *call {
	c := &call{name: name, arguments: args}
	if len(args) == 0 || args[0].path == nil {
		return c
	}
	p := args[0].path
	c.children = p
	if n := len(p.segments); n > 0 {
		if _, isCall := p.segments[n-1].(*call); !isCall {
			c.children = newPath(p.text, p.root, append(p.segments[:n:n], wildcard{}))
		}
	}
	return c
}
