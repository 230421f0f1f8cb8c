package graph

import (
	"strings"
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// Bounds of a label, in characters.
const (
	labelRunes     = 90 // the whole
	labelLineRunes = 34 // a line, where the label is broken into lines
	labelWordRunes = 48 // a word, such as the name of an error, which may exceed the line
	pathRunes      = 26 // a path that a rule compares
)

func catchLabel(c *asl.Catcher) string {
	names := make([]string, len(c.ErrorEquals))
	for i, e := range c.ErrorEquals {
		names[i] = e.Value
	}
	return truncate(strings.Join(names, ", "), labelRunes)
}

func ruleLabel(r *asl.Rule) string { return truncate(condition(r, false), labelRunes) }

// condition words a choice rule. An inner one that joins others is put into
// parentheses.
func condition(r *asl.Rule, inner bool) string {
	switch {
	case r.Condition != nil:
		text := strings.TrimSpace(r.Condition.Text())
		text = strings.TrimSuffix(strings.TrimPrefix(text, "{%"), "%}")
		if text == "" {
			text = r.Condition.Value.Compact()
		}
		return strings.Join(strings.Fields(text), " ")
	case r.And != nil:
		return join(r.And, " and ", inner)
	case r.Or != nil:
		return join(r.Or, " or ", inner)
	case r.Not != nil:
		return "not " + condition(r.Not, true)
	}
	return comparison(r)
}

func join(rules []*asl.Rule, word string, inner bool) string {
	parts := make([]string, len(rules))
	for i, r := range rules {
		parts[i] = condition(r, true)
	}
	all := strings.Join(parts, word)
	if inner && len(parts) > 1 {
		return "(" + all + ")"
	}
	return all
}

// orderings are the ends of the comparison operators, longer ones first.
var orderings = []struct{ name, sign string }{
	{"LessThanEquals", " ≤ "}, {"GreaterThanEquals", " ≥ "}, {"LessThan", " < "}, {"GreaterThan", " > "},
	{"Equals", " = "}, {"Matches", " matches "},
}

// tests are the operators that ask for a type or presence, with what they say
// when their operand is true and when it is false.
var tests = map[string][2]string{
	"IsNull":      {" is null", " is not null"},
	"IsPresent":   {" is present", " is not present"},
	"IsNumeric":   {" is a number", " is not a number"},
	"IsString":    {" is a string", " is not a string"},
	"IsBoolean":   {" is a boolean", " is not a boolean"},
	"IsTimestamp": {" is a timestamp", " is not a timestamp"},
}

func comparison(r *asl.Rule) string {
	variable, operand := shortPath(r.Variable.Text()), operandText(r.Operand)
	if words, ok := tests[r.Operator]; ok {
		if operand == "false" {
			return variable + words[1]
		}
		return variable + words[0]
	}
	operator, isPath := strings.CutSuffix(r.Operator, "Path")
	if isPath {
		operand = shortPath(r.Operand.Text())
	}
	for _, o := range orderings {
		if strings.HasSuffix(operator, o.name) {
			return variable + o.sign + operand
		}
	}
	return strings.TrimSpace(variable + " " + operand)
}

func operandText(n *asl.Node) string {
	if n.Kind() == value.Undefined {
		return ""
	}
	return n.Value.Compact()
}

// truncate cuts a text to a number of characters, the last of which tells so.
func truncate(s string, runes int) string {
	if utf8.RuneCountInString(s) <= runes {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:runes-1])) + "…"
}

// shortPath keeps the end of a long path, which tells more than its beginning.
func shortPath(path string) string {
	for utf8.RuneCountInString(path) > pathRunes {
		_, rest, found := strings.Cut(strings.TrimPrefix(path, "…"), ".")
		if !found {
			return truncate(path, pathRunes)
		}
		path = "…" + rest
	}
	return path
}

// wrap breaks a label into lines, between words where there are any.
func wrap(label string) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(label) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > labelLineRunes {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += truncate(word, labelWordRunes)
	}
	return append(lines, line)
}
