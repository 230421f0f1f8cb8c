package check

import (
	"errors"
	"strings"

	"github.com/stepmill/stepmill/asl/intrinsic"
	"github.com/stepmill/stepmill/asl/jsonata"
	"github.com/stepmill/stepmill/asl/jsonpath"
)

// parsed is what an expression of a JSONPath state was read as.
type parsed struct {
	err       error
	reference bool     // the text is a path, but not a reference path
	variables []string // that it reads
}

// parse reads an expression of a JSONPath state.
func (e expr) parse() parsed {
	text := e.node.Text()
	call := e.kind == templateExpr || e.kind == pathOrCall
	if call && !strings.HasPrefix(text, "$") {
		c, err := intrinsic.Compile(text)
		if err != nil {
			return parsed{err: err}
		}
		return parsed{variables: c.Variables()}
	}
	if !strings.HasPrefix(text, "$") {
		return parsed{err: errNoPath}
	}
	p, err := jsonpath.CompileStates(text)
	if err != nil {
		return parsed{err: err}
	}
	switch e.kind {
	case referenceExpr, resultExpr, operandExpr, pathOrCall:
		if _, err := jsonpath.CompileReference(text); err != nil {
			return parsed{err: err, reference: true}
		}
	}
	if e.kind == resultExpr && (p.OnContext() || p.Variable() != "") {
		return parsed{err: errResultRoot, reference: true}
	}
	return parsed{variables: p.Variables()}
}

var (
	errNoPath     = errors.New("a path begins with '$'")
	errResultRoot = errors.New("a result can only be put into the state's input: write a path that begins with $. or null")
)

// problem is an error in a JSONata expression.
type problem struct {
	code, message, help string
	offset              int // runes of the expression before it
}

// program is a JSONata expression as it was read.
type program struct {
	problems  []problem
	variables []string
}

// compileJSONata reads a JSONata expression and reports everything that AWS reports.
func compileJSONata(code string) program {
	x, err := jsonata.Compile(code, jsonata.Options{Dialect: jsonata.StepFunctions})
	var failure *jsonata.Error
	switch {
	case err == nil:
		return program{variables: x.Variables()}
	case errors.As(err, &failure) && failure.Kind == jsonata.KindUnsupported:
		return program{problems: []problem{{
			code: CodeUnsupported, message: failure.Message, offset: before(code, failure.Position, failure.Token),
			help: "Begin with a variable: the state's input is $states.input.",
		}}}
	case failure != nil:
		return program{problems: []problem{{
			code: CodeJSONata, message: failure.Message, offset: before(code, failure.Position, failure.Token),
			help: "Correct the expression; JSONata calls this error " + failure.Code + ".",
		}}}
	}
	return program{problems: []problem{{code: CodeJSONata, message: err.Error()}}}
}

// before turns a position behind a token, in UTF-16 code units, into the runes before the token; -1 if it is unknown.
func before(code string, position int, token string) int {
	if position == 0 {
		return -1
	}
	units, runes := 0, 0
	for _, r := range code {
		if units >= position {
			break
		}
		units++
		if r > 0xFFFF {
			units++
		}
		runes++
	}
	return max(0, runes-max(1, len([]rune(token))))
}
