package jsonpath

import (
	"regexp"
	"strings"
	"time"

	"github.com/dlclark/regexp2"
)

// MatchTimeout bounds one match of a regular expression that the standard library cannot read (lookaround, backreferences).
// All others match in linear time.
const MatchTimeout = 100 * time.Millisecond

// patternFlags are the flags that may follow /…/: Java's UNIX_LINES, CASE_INSENSITIVE, COMMENTS, MULTILINE, DOTALL,
// UNICODE_CASE and UNICODE_CHARACTER_CLASS.
const patternFlags = "dixmsuU"

// pattern is a regular expression that must match a whole text.
type pattern struct {
	linear   *regexp.Regexp
	backward *regexp2.Regexp // backtracks; set when linear is not
}

func compilePattern(text, flags string) (*pattern, error) {
	if !strings.ContainsAny(flags, "xU") {
		inline := ""
		for _, f := range "ims" {
			if strings.ContainsRune(flags, f) {
				inline += string(f)
			}
		}
		if inline != "" {
			inline = "(?" + inline + ")"
		}
		if _, err := regexp.Compile(text); err == nil { // by itself, so that its parentheses are balanced
			if re, err := regexp.Compile(`\A` + inline + `(?:` + text + `)\z`); err == nil {
				return &pattern{linear: re}, nil
			}
		}
	}
	options := regexp2.None
	for _, f := range flags {
		switch f {
		case 'i':
			options |= regexp2.IgnoreCase
		case 'x':
			options |= regexp2.IgnorePatternWhitespace
		case 'm':
			options |= regexp2.Multiline
		case 's':
			options |= regexp2.Singleline
		}
	}
	if !strings.Contains(flags, "U") {
		options |= regexp2.RE2 // \d, \w and \s know ASCII only, as in Java
	}
	if _, err := regexp2.Compile(text, options); err != nil {
		return nil, err
	}
	if strings.Contains(flags, "x") {
		text += "\n" // ends a comment
	}
	re, err := regexp2.Compile(`\A(?:`+text+`)\z`, options)
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = MatchTimeout
	return &pattern{backward: re}, nil
}

func (p *pattern) matches(s string) (bool, error) {
	if p.linear != nil {
		return p.linear.MatchString(s), nil
	}
	ok, err := p.backward.MatchString(s)
	if err != nil {
		return false, &EvalError{Msg: "The regular expression " + p.backward.String() + " takes too long to match; make it simpler"}
	}
	return ok, nil
}
