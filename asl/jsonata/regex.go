package jsonata

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"time"

	"github.com/dlclark/regexp2"
)

// Patterns with lookaround or back-references need backtracking. All others run in time linear in the text.
const (
	regexTimeout    = 100 * time.Millisecond // of one search with backtracking
	backtrackSteps  = 1_000                  // what such a search costs
	explosiveFactor = 20                     // times more if the pattern has two unbounded repetitions
)

// regex is a compiled literal. Exactly one of the engines is set.
type regex struct {
	source       string
	linear       *regexp.Regexp
	suffixes     bool // it may match the empty string: search the rest of the text, since Go skips some empty matches
	backtracking *regexp2.Regexp
	cost         int // steps of a search with backtracking
}

// compileRegex compiles a pattern of ECMAScript with the flags i and m.
func compileRegex(pattern, flags string) (*regex, *Error) {
	t := translateRegex(pattern, flags)
	re := &regex{source: pattern}
	if !t.backtracks {
		tree, err := syntax.Parse(t.linear, syntax.Perl)
		if err == nil {
			re.suffixes = matchesEmpty(tree)
		}
		if err == nil && !(re.suffixes && looksBehind(tree)) {
			if re.linear, err = regexp.Compile(t.linear); err == nil {
				return re, nil
			}
		}
	}
	var err error
	if re.backtracking, err = regexp2.Compile(t.backtracking, regexp2.None); err != nil {
		e := &Error{Code: "S0302", final: true}
		e.Message = "Invalid regular expression: /" + pattern + "/: " + err.Error()
		return nil, e
	}
	re.backtracking.MatchTimeout = regexTimeout
	re.cost = backtrackSteps
	if strings.Count(pattern, "*")+strings.Count(pattern, "+")+strings.Count(pattern, ",}") > 1 {
		re.cost *= explosiveFactor
	}
	return re, nil
}

// looksBehind reports whether a match may depend on what stands before it.
func looksBehind(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginLine, syntax.OpBeginText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	}
	return slices.ContainsFunc(re.Sub, looksBehind)
}

// matchesEmpty reports whether a pattern may match the empty string.
func matchesEmpty(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral, syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return false
	case syntax.OpCapture, syntax.OpPlus:
		return matchesEmpty(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min == 0 || matchesEmpty(re.Sub[0])
	case syntax.OpConcat:
		for _, s := range re.Sub {
			if !matchesEmpty(s) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, s := range re.Sub {
			if matchesEmpty(s) {
				return true
			}
		}
		return false
	}
	return true
}

// search walks through the matches of a regex in one text.
type search struct {
	re   *regex
	text string
	pos  int // of the regex in the expression

	ascii bool
	all   [][]int // of the linear engine: byte offsets, found at the first call
	next  int
	runes []rune // of the backtracking engine
	from  int    // where the next search begins: in runes, or in bytes of suffixes
}

// regexFunction makes the function that a regex literal is: from a string to its first match.
func regexFunction(re *regex, pos int) *callable {
	return &callable{arity: 2, native: func(ev *evaluator, args []item) (item, error) {
		s := arg(args, 0)
		if s.kind != textKind {
			text, err := ev.stringOf(s)
			if err != nil {
				return item{}, err
			}
			if s = textItem(text); !arg(args, 0).defined() {
				s.str = "undefined"
			}
		}
		if err := ev.allocate(len(s.str)); err != nil {
			return item{}, err
		}
		sr := &search{re: re, text: s.str, pos: pos, ascii: isASCII(s.str)}
		m, _, err := sr.step(ev)
		return m, err
	}}
}

// step returns the next match, undefined if there is none, and whether it is empty.
func (s *search) step(ev *evaluator) (item, bool, error) {
	if s.re.linear != nil {
		return s.stepLinear(ev)
	}
	return s.stepBacktracking(ev)
}

func (s *search) stepLinear(ev *evaluator) (item, bool, error) {
	loc := s.nextLinear()
	if loc == nil {
		return item{}, false, nil
	}
	if err := ev.spend(1 + (loc[1]-s.from)>>6); err != nil {
		return item{}, false, err
	}
	s.from = loc[1]
	groups := make([]item, len(loc)/2-1)
	for i := range groups {
		if from := loc[2*i+2]; from >= 0 {
			groups[i] = textItem(s.text[from:loc[2*i+3]])
		}
	}
	start, end := loc[0], loc[1]
	if !s.ascii {
		start = utf16Len(s.text[:loc[0]])
		end = start + utf16Len(s.text[loc[0]:loc[1]])
	}
	return s.result(s.text[loc[0]:loc[1]], start, end, groups, loc[1] >= len(s.text)), loc[0] == loc[1], nil
}

// nextLinear returns the byte offsets of the next match and its groups.
func (s *search) nextLinear() []int {
	if s.re.suffixes {
		loc := s.re.linear.FindStringSubmatchIndex(s.text[s.from:])
		for i := range loc {
			if loc[i] >= 0 {
				loc[i] += s.from
			}
		}
		return loc
	}
	if s.next == 0 {
		s.all = s.re.linear.FindAllStringSubmatchIndex(s.text, -1)
	}
	if s.next >= len(s.all) {
		return nil
	}
	s.next++
	return s.all[s.next-1]
}

func (s *search) stepBacktracking(ev *evaluator) (item, bool, error) {
	if err := ev.spend(s.re.cost + len(s.text)); err != nil {
		return item{}, false, err
	}
	if s.runes == nil {
		s.runes = []rune(s.text)
	}
	m, err := s.re.backtracking.FindRunesMatchStartingAt(s.runes, s.from)
	if err != nil {
		return item{}, false, newBudgetError(KindTimeout)
	}
	if m == nil {
		return item{}, false, nil
	}
	s.from = m.Index + m.Length
	groups := make([]item, m.GroupCount()-1)
	for i := range groups {
		if g := m.GroupByNumber(i + 1); len(g.Captures) > 0 {
			groups[i] = textItem(g.String())
		}
	}
	text := m.String()
	start := m.Index
	if !s.ascii {
		start = utf16Len(string(s.runes[:m.Index]))
	}
	return s.result(text, start, start+utf16Len(text), groups, s.from >= len(s.runes)), m.Length == 0, nil
}

// result makes the match object. Its next function is undefined at the end of the text and fails on an empty match, which
// would never get on.
func (s *search) result(text string, start, end int, groups []item, last bool) item {
	next := &callable{native: func(ev *evaluator, _ []item) (item, error) {
		if last {
			return item{}, nil
		}
		m, empty, err := s.step(ev)
		if err == nil && empty {
			return item{}, (&Error{Code: "D1004", Position: s.pos}).withValue(textItem(s.re.source))
		}
		return m, err
	}}
	if groups == nil {
		groups = []item{}
	}
	return objectItem(&record{
		keys: []string{"match", "start", "end", "groups", "next"},
		vals: []item{
			textItem(text), numberItem(float64(start)), numberItem(float64(end)), arrayItem(newList(groups)), functionItem(next),
		},
	})
}
