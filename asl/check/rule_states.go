package check

import (
	"strings"

	"github.com/stepmill/stepmill/asl/diag"
)

// statesFields checks that an expression reads only those fields of $states that exist where it stands.
// Source: AWS Developer Guide, "Transforming data with JSONata in Step Functions", reserved variable.
func (c *checker) statesFields(e expr, code string) {
	for _, f := range readsOfStates(code) {
		switch {
		case f.name == "input", f.name == "context", f.name == "result" && e.scope == resultScope,
			f.name == "errorOutput" && e.scope == errorScope:
			continue
		}
		c.add(diag.Error, CodeUnsupported, c.within(e.node, code, f.at), e.at, statesHelp(f.name), "Field '$states.%s' does not exist.", f.name)
	}
}

func statesHelp(name string) string {
	switch name {
	case "result":
		return "Only Output and Assign of a Task, Parallel or Map state have it; use $states.input elsewhere."
	case "errorOutput":
		return "Only Output and Assign of a Catch have it."
	}
	if help := diag.DidYouMean(name, []string{"input", "context", "result", "errorOutput"}); help != "" {
		return help
	}
	return "$states has the fields input, context, result and errorOutput."
}

// stateRead is a field of $states that an expression names.
type stateRead struct {
	name string
	at   int // runes before it
}

// readsOfStates finds the fields that an expression reads as $states.name, outside its strings, comments and regular
// expressions.
func readsOfStates(code string) []stateRead {
	var reads []stateRead
	runes := []rune(code)
	operand := true // an operand may begin here, so that / begins a regular expression
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; {
		case strings.ContainsRune(" \t\r\n", r):
			continue
		case r == '/' && i+1 < len(runes) && runes[i+1] == '*':
			i = skipComment(runes, i)
			continue
		case r == '"' || r == '\'' || r == '`' || r == '/' && operand:
			i = skipQuoted(runes, i, r)
			operand = false
		case r == '$':
			name, next := readName(runes, i+1)
			if name == "states" {
				if field, at := fieldAfter(runes, next); field != "" {
					reads = append(reads, stateRead{field, at})
				}
			}
			i, operand = next-1, false
		default:
			operand = strings.ContainsRune("([{,;:?=<>~+-*/%&|!^@#.", r)
		}
	}
	return reads
}

// skipComment returns the index of the last character of the comment that begins at i.
func skipComment(runes []rune, i int) int {
	for i += 2; i+1 < len(runes); i++ {
		if runes[i] == '*' && runes[i+1] == '/' {
			return i + 1
		}
	}
	return len(runes)
}

// skipQuoted returns the index of the quote that ends what begins with one at i.
func skipQuoted(runes []rune, i int, quote rune) int {
	for i++; i < len(runes) && runes[i] != quote; i++ {
		if runes[i] == '\\' && quote != '`' {
			i++
		}
	}
	return i
}

// readName reads the characters of a name from i on.
func readName(runes []rune, i int) (string, int) {
	start := i
	for i < len(runes) && (runes[i] == '_' || runes[i] >= '0' && runes[i] <= '9' || runes[i]|0x20 >= 'a' && runes[i]|0x20 <= 'z' || runes[i] >= 0x80) {
		i++
	}
	return string(runes[start:i]), i
}

// fieldAfter reads ".name" from i on, white space allowed between the parts.
func fieldAfter(runes []rune, i int) (string, int) {
	i = skipSpace(runes, i)
	if i >= len(runes) || runes[i] != '.' {
		return "", i
	}
	i = skipSpace(runes, i+1)
	name, _ := readName(runes, i)
	return name, i
}

func skipSpace(runes []rune, i int) int {
	for i < len(runes) && strings.ContainsRune(" \t\r\n", runes[i]) {
		i++
	}
	return i
}
