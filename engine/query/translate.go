package query

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/stepmill/stepmill/asl/diag"
)

// place is a position in an expression.
type place struct {
	text         string
	line, column int // 1-based, the column in characters
}

// rest is the text from the place on.
func (p place) rest() string {
	lines := strings.Split(p.text, "\n")
	if p.line < 1 || p.line > len(lines) {
		return ""
	}
	runes := []rune(lines[p.line-1])
	if p.column < 1 || p.column > len(runes) {
		return ""
	}
	return string(runes[p.column-1:])
}

// wordBefore is the word before the place.
func (p place) wordBefore() string {
	lines := strings.Split(p.text, "\n")
	if p.line < 1 || p.line > len(lines) {
		return ""
	}
	runes := []rune(lines[p.line-1])
	words := strings.Fields(string(runes[:min(len(runes), max(0, p.column-1))]))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// phrasing turns one of CEL's messages into a sentence and a hint. match holds the parts of the message its pattern found.
type phrasing struct {
	pattern string
	say     func(match []string, at place, variables []string) (msg, hint string)
}

var phrasings = []phrasing{
	{`^undeclared reference to '(.*?)' \(in container`, sayUndeclared},
	{`^found no matching overload for '(.*?)' applied to '(.*)'$`, sayNoOverload},
	{`^type '(.*)' does not support field selection`, sayNoMembers},
	{`^expression of type '(.*)' cannot be range of a comprehension`, sayNoRange},
	{`(?s)^Syntax error: token recognition error at: '(.*)'$`, sayNoToken},
	{`(?s)^Syntax error: (?:mismatched input|extraneous input|no viable alternative at input) '(.*?)'(?: expecting .*)?$`, sayUnexpected},
	{`(?s)^Syntax error: missing (.*) at '(.*)'$`, sayMissing},
	{`(?s)^Syntax error: (.*)$`, func(m []string, _ place, _ []string) (string, string) { return m[1], "" }},
}

// patterns are compiled when the first error is told.
var patterns = sync.OnceValue(func() []*regexp.Regexp {
	res := make([]*regexp.Regexp, len(phrasings))
	for i, p := range phrasings {
		res[i] = regexp.MustCompile(p.pattern)
	}
	return res
})

func isSyntax(message string) bool { return strings.HasPrefix(message, "Syntax error: ") }

// translate turns an issue of CEL's into a sentence; one that it does not know keeps CEL's words.
func translate(message string, at place, variables []string) *Error {
	e := &Error{Expr: at.text, Line: at.line, Column: at.column, Msg: clip(message, 300)}
	for i, re := range patterns() {
		if m := re.FindStringSubmatch(message); m != nil {
			e.Msg, e.Hint = phrasings[i].say(m, at, variables)
			break
		}
	}
	e.Msg = strings.Map(flat, e.Msg)
	return e
}

// wordOperators are the words of other languages for CEL's operators.
var wordOperators = map[string]string{"and": "&&", "or": "||", "not": "!", "AND": "&&", "OR": "||", "NOT": "!"}

func wordHint(word string) string {
	if op, ok := wordOperators[word]; ok {
		return fmt.Sprintf("Write %s instead.", op)
	}
	return ""
}

// functions are the names that a mistyped call is compared with.
var functions = []string{"contains", "duration", "double", "dyn", "endsWith", "getDate", "getDayOfMonth", "getDayOfWeek", "getFullYear", "getHours",
	"getMilliseconds", "getMinutes", "getMonth", "getSeconds", "has", "hasValue", "int", "json", "matches", "orValue", "size", "startsWith",
	"string", "timestamp", "type", "all", "exists", "exists_one", "filter", "map"}

// sayUndeclared: CEL reports an unknown function at the parenthesis of its call, and an unknown variable where it stands.
func sayUndeclared(m []string, at place, variables []string) (string, string) {
	kind, candidates := "variable", variables
	if strings.HasPrefix(at.rest(), "(") {
		kind, candidates = "function", functions
	}
	msg, hint := fmt.Sprintf("there is no %s '%s'", kind, clip(m[1], 80)), wordHint(m[1])
	if hint == "" {
		hint = diag.DidYouMean(m[1], candidates)
	}
	if hint == "" && kind == "variable" {
		hint = "The variables are " + strings.Join(variables, ", ") + "."
	}
	return msg, hint
}

func sayNoOverload(m []string, _ place, _ []string) (string, string) {
	operator, signature := operatorName(m[1]), typeName(strings.TrimSuffix(strings.TrimPrefix(m[2], "("), ")"))
	operands := strings.Split(signature, ", ")
	msg := fmt.Sprintf("'%s' does not work on %s", operator, strings.Join(operands, " and "))
	return msg, overloadHint(operands)
}

// overloadHint knows the literals that people write for CEL's times.
func overloadHint(operands []string) string {
	if len(operands) != 2 {
		return ""
	}
	for i, operand := range operands {
		switch other := operands[1-i]; {
		case operand == "timestamp" && other == "string":
			return `Write a time as timestamp("2026-01-31T00:00:00Z").`
		case operand == "duration" && (other == "string" || other == "int" || other == "double"):
			return `Write a duration as duration("90s").`
		}
	}
	return ""
}

func sayNoMembers(m []string, _ place, _ []string) (string, string) {
	return fmt.Sprintf("a %s has no members", typeName(m[1])), ""
}

func sayNoRange(m []string, _ place, _ []string) (string, string) {
	return fmt.Sprintf("a %s cannot be walked over: only lists and maps can", typeName(m[1])), ""
}

func sayNoToken(m []string, _ place, _ []string) (string, string) {
	found := strings.TrimSpace(m[1])
	switch {
	case strings.HasPrefix(found, "="):
		return "'=' is no operator", "Write == to compare."
	case strings.HasPrefix(found, `"`), strings.HasPrefix(found, "'"):
		return "the text that begins here does not end, or has an unknown escape", "Texts stand in quotes; a \\ in them is written \\\\."
	case found == "&", found == "|":
		return fmt.Sprintf("'%s' is no operator", found), fmt.Sprintf("Write %s%s.", found, found)
	}
	return fmt.Sprintf("'%s' does not belong in an expression", clip(found, 80)), ""
}

func sayUnexpected(m []string, at place, _ []string) (string, string) {
	switch {
	case m[1] == "<EOF>" && strings.TrimSpace(at.text) == "":
		return "the expression is empty", `Write a condition such as status == "FAILED".`
	case m[1] == "<EOF>":
		return "the expression ends too early", ""
	}
	msg, hint := fmt.Sprintf("'%s' is not expected here", clip(m[1], 80)), wordHint(m[1])
	if word := at.wordBefore(); hint == "" && wordHint(word) != "" {
		hint = fmt.Sprintf("Write %s instead of %s.", wordOperators[word], word)
	}
	return msg, hint
}

func sayMissing(m []string, _ place, _ []string) (string, string) {
	if m[2] == "<EOF>" {
		return "the expression ends too early: there is no " + m[1], ""
	}
	return fmt.Sprintf("there is no %s before '%s'", m[1], clip(m[2], 80)), ""
}
