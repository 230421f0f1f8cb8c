package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/cel-go/cel"
)

// Error says why an expression cannot be compiled.
type Error struct {
	Expr   string
	Msg    string // a sentence without its full stop
	Line   int    // 1-based; 0 is the whole expression
	Column int    // 1-based, in characters
	Hint   string // what to do next, a sentence; may be empty
	Others []*Error
}

// Error returns a sentence with a caret under the place it speaks of, and the same for each of Others.
func (e *Error) Error() string {
	var b strings.Builder
	e.write(&b)
	for _, other := range e.Others {
		b.WriteByte('\n')
		other.write(&b)
	}
	return b.String()
}

func (e *Error) write(b *strings.Builder) {
	b.WriteString(e.Msg)
	if e.Hint != "" {
		b.WriteString(". " + e.Hint)
	}
	if line, column := window(e.Expr, e.Line, e.Column); column > 0 {
		fmt.Fprintf(b, "\n  %s\n  %s^", line, strings.Repeat(" ", column-1))
	}
}

// windowWidth is how much of a line an error shows, in characters.
const windowWidth = 100

// window returns the part of a line that holds a column, and the column within it; 0 if there is no such place.
func window(text string, line, column int) (string, int) {
	lines := strings.Split(text, "\n")
	if line < 1 || line > len(lines) || column < 1 {
		return "", 0
	}
	shown := []rune(strings.Map(flat, lines[line-1]))
	column = min(column, len(shown)+1)
	from := max(0, min(column-windowWidth/2, len(shown)-windowWidth))
	return string(shown[from:min(len(shown), from+windowWidth)]), column - from
}

// flat makes a character one column wide and harmless to a terminal.
func flat(r rune) rune {
	if r < ' ' || r == 0x7f || r == utf8.RuneError {
		return ' '
	}
	return r
}

// maxOthers is how many errors of one expression are reported, besides the first.
const maxOthers = 4

// compileError turns CEL's issues into ours. What follows a syntax error is mostly noise of the parser's recovery, so that one is told alone.
func compileError(text string, env *environment, issues *cel.Issues) *Error {
	var first *Error
	for _, issue := range issues.Errors() {
		place := place{text: text, line: issue.Location.Line(), column: issue.Location.Column() + 1}
		e := translate(issue.Message, place, env.variables)
		switch {
		case first == nil:
			first = e
		case len(first.Others) < maxOthers && !repeats(first, e):
			if e.Hint == first.Hint {
				e.Hint = ""
			}
			first.Others = append(first.Others, e)
		}
		if isSyntax(issue.Message) {
			break
		}
	}
	return first
}

// repeats reports whether what e says was said before.
func repeats(first, e *Error) bool {
	return first.Msg == e.Msg || slices.ContainsFunc(first.Others, func(other *Error) bool { return other.Msg == e.Msg })
}

// notACondition reports an expression whose value is no truth value.
func notACondition(text string, ast *cel.Ast) *Error {
	return &Error{
		Expr: text,
		Msg:  fmt.Sprintf("the expression has the type %s, and must be true or false", typeName(ast.OutputType().String())),
		Hint: `Compare it with something, as in status == "FAILED".`, Line: 1, Column: 1,
	}
}

// planError reports what is found when the steps are planned, such as a constant that is no regular expression.
func planError(text string, err error) *Error {
	return &Error{Expr: text, Msg: "the expression cannot work: " + strings.TrimSpace(err.Error()), Line: 1, Column: 1}
}
