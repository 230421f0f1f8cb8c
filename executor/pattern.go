package executor

import (
	"fmt"
	"strings"
)

// pattern is a parsed Mux pattern: parts between colons, each a literal or prefix*suffix. With rest set, the last part is
// prefix* and its * runs on over colons to the end.
type pattern struct {
	text  string
	parts []part
	rest  bool
}

type part struct {
	prefix, suffix string
	star           bool // without it prefix is the whole part
}

func parsePattern(text string) (pattern, error) {
	if text == "" {
		return pattern{}, fmt.Errorf("a pattern is empty; write a Resource, in which * stands for any text")
	}
	p := pattern{text: text, rest: strings.HasSuffix(text, "*")}
	for s := range strings.SplitSeq(text, ":") {
		prefix, suffix, star := strings.Cut(s, "*")
		if strings.Contains(suffix, "*") {
			return pattern{}, fmt.Errorf("pattern %q has two * in the part %q; one is allowed between two colons", text, s)
		}
		p.parts = append(p.parts, part{prefix, suffix, star})
	}
	return p, nil
}

func (p pattern) literal() bool { return !strings.Contains(p.text, "*") }

func (p pattern) matches(resource string) bool {
	for i, a := range p.parts {
		if p.rest && i == len(p.parts)-1 {
			return strings.HasPrefix(resource, a.prefix)
		}
		s, rest, more := strings.Cut(resource, ":")
		if !a.matches(s) || more == (i == len(p.parts)-1) {
			return false
		}
		resource = rest
	}
	return true
}

// within reports whether every resource that p matches is matched by q as well.
func (p pattern) within(q pattern) bool {
	if len(p.parts) < len(q.parts) || !q.rest && (p.rest || len(p.parts) != len(q.parts)) {
		return false
	}
	for i, b := range q.parts {
		if !p.parts[i].within(b) {
			return false
		}
	}
	return true
}

// overlaps reports whether some resource matches both patterns.
func (p pattern) overlaps(q pattern) bool {
	if len(p.parts) > len(q.parts) {
		p, q = q, p
	}
	if len(p.parts) < len(q.parts) && !p.rest {
		return false
	}
	for i, a := range p.parts {
		if !a.overlaps(q.parts[i]) {
			return false
		}
	}
	return true
}

// conflict reports whether p and q match a resource in common and the choice between them would be arbitrary.
func conflict(p, q pattern) bool {
	return p.overlaps(q) && p.within(q) == q.within(p)
}

func (a part) matches(s string) bool {
	if !a.star {
		return s == a.prefix
	}
	return len(s) >= len(a.prefix)+len(a.suffix) && strings.HasPrefix(s, a.prefix) && strings.HasSuffix(s, a.suffix)
}

func (a part) within(b part) bool {
	if !a.star {
		return b.matches(a.prefix)
	}
	return b.star && strings.HasPrefix(a.prefix, b.prefix) && strings.HasSuffix(a.suffix, b.suffix)
}

func (a part) overlaps(b part) bool {
	switch {
	case !a.star:
		return b.matches(a.prefix)
	case !b.star:
		return a.matches(b.prefix)
	}
	// Two stars meet in a text long enough for both, so only the ends have to agree.
	return (strings.HasPrefix(a.prefix, b.prefix) || strings.HasPrefix(b.prefix, a.prefix)) &&
		(strings.HasSuffix(a.suffix, b.suffix) || strings.HasSuffix(b.suffix, a.suffix))
}
