package jsonata

import (
	"math"
	"strconv"
	"strings"
)

var matchFunctions = []definition{
	{name: "contains", signature: "<s-(sf):b>", arity: 2, native: fnContains},
	{name: "match", signature: "<s-f<s:o>n?:a<o>>", arity: 3, native: fnMatch},
	{name: "replace", signature: "<s-(sf)(sf)n?:s>", arity: 4, native: fnReplace},
	{name: "split", signature: "<s-(sf)n?:a<s>>", arity: 3, native: fnSplit},
}

// match is what a matcher, a regular expression or a function with the same protocol, has found.
type match struct {
	text, start, end item
	groups           item
	next             item // a matcher of the rest, called without arguments
	object           item
}

// nextMatch calls a matcher. Without a match it returns nil.
func (ev *evaluator) nextMatch(matcher item, args ...item) (*match, error) {
	if matcher.kind != functionKind {
		return nil, fail("T1010")
	}
	res, err := ev.invoke(matcher.fn(), args, nullItem, nil)
	if err != nil || !res.defined() {
		return nil, err
	}
	m := &match{object: res}
	if res.kind == objectKind {
		r := res.record()
		m.text, _ = r.get("match")
		m.start, _ = r.get("start")
		m.end, _ = r.get("end")
		m.groups, _ = r.get("groups")
		m.next, _ = r.get("next")
	}
	proper := m.start.kind == numberKind || m.groups.isArray() || m.next.kind == functionKind
	if !proper && ev.known(res) {
		return nil, fail("T1010")
	}
	return m, nil
}

// matches calls f for the matches in s, at most limit of them, until f fails.
func (ev *evaluator) matches(matcher item, s string, limit item, f func(*match) error) (found bool, err error) {
	m, err := ev.nextMatch(matcher, textItem(s))
	for count := 0.0; m != nil && err == nil && (!limit.defined() || count < limit.num); count++ {
		found = true
		if err = f(m); err == nil {
			if err = ev.spend(1); err == nil {
				m, err = ev.nextMatch(m.next)
			}
		}
	}
	return found || m != nil, err
}

// limitOf checks the limit argument.
func limitOf(it item, code string, index int) error {
	if it.defined() && it.num < 0 {
		return fail(code).withValue(it).withIndex(index)
	}
	return nil
}

// none reports whether a limit allows nothing.
func none(limit item) bool { return limit.defined() && !(limit.num > 0) }

func fnContains(ev *evaluator, args []item) (item, error) {
	a, token := arg(args, 0), arg(args, 1)
	if !a.defined() || !token.defined() {
		return item{}, nil
	}
	if token.kind == textKind {
		return boolItem(strings.Contains(a.str, token.str)), ev.spend(len(a.str) >> 6)
	}
	m, err := ev.nextMatch(token, a)
	return boolItem(m != nil), err
}

func fnMatch(ev *evaluator, args []item) (item, error) {
	a, matcher, limit := arg(args, 0), arg(args, 1), arg(args, 2)
	if !a.defined() {
		return item{}, nil
	}
	if err := limitOf(limit, "D3040", 3); err != nil {
		return item{}, err
	}
	out := newSequence()
	if none(limit) {
		return arrayItem(out), nil
	}
	_, err := ev.matches(matcher, a.str, limit, func(m *match) error {
		r := &record{keys: []string{}}
		for _, field := range []struct {
			name string
			val  item
		}{{"match", m.text}, {"index", m.start}, {"groups", m.groups}} {
			if field.val.defined() {
				r.set(field.name, field.val)
			}
		}
		out.push(objectItem(r))
		return ev.allocate(4 * itemSize)
	})
	return arrayItem(out), err
}

// between returns the code units of s from one index to another, which need not be in order, as String.substring does.
func between(s string, from, to float64) string {
	n := float64(utf16Len(s))
	clamp := func(f float64) int {
		if math.IsNaN(f) {
			return 0
		}
		return int(max(0, min(math.Trunc(f), n)))
	}
	i, j := clamp(from), clamp(to)
	if i > j {
		i, j = j, i
	}
	if isASCII(s) {
		return s[i:j]
	}
	return fromUnits(units(s)[i:j])
}

func fnReplace(ev *evaluator, args []item) (item, error) {
	a, pattern, with, limit := arg(args, 0), arg(args, 1), arg(args, 2), arg(args, 3)
	if !a.defined() {
		return item{}, nil
	}
	if pattern.kind == textKind && pattern.str == "" {
		return item{}, fail("D3010").withValue(pattern).withIndex(2)
	}
	if err := limitOf(limit, "D3011", 4); err != nil {
		return item{}, err
	}
	if none(limit) {
		return a, nil
	}
	if pattern.kind == textKind {
		return ev.replaceText(a.str, pattern.str, with, limit)
	}
	return ev.replaceMatches(a.str, pattern, with, limit)
}

func (ev *evaluator) replaceText(s, old string, with, limit item) (item, error) {
	repl, err := ev.stringOf(with)
	if err != nil {
		return item{}, err
	}
	var b strings.Builder
	for count := 0.0; !limit.defined() || count < limit.num; count++ {
		i := strings.Index(s, old)
		if i < 0 {
			break
		}
		if err := ev.allocate(i + len(repl)); err != nil {
			return item{}, err
		}
		b.WriteString(s[:i])
		b.WriteString(repl)
		s = s[i+len(old):]
	}
	b.WriteString(s)
	return textItem(b.String()), ev.allocate(len(s))
}

func (ev *evaluator) replaceMatches(s string, matcher, with, limit item) (item, error) {
	var b strings.Builder
	at := 0.0
	found, err := ev.matches(matcher, s, limit, func(m *match) error {
		gap := between(s, at, m.start.num)
		repl, err := ev.replacement(m, with)
		if err != nil {
			return err
		}
		b.WriteString(gap)
		b.WriteString(repl)
		at = m.start.num + float64(utf16Len(m.text.str))
		return ev.allocate(len(gap) + len(repl))
	})
	if err != nil || !found {
		return textItem(s), err
	}
	b.WriteString(between(s, at, math.Inf(1)))
	return textItem(b.String()), ev.allocate(len(s))
}

// replacement returns what replaces a match.
func (ev *evaluator) replacement(m *match, with item) (string, error) {
	if with.kind == textKind {
		return expandReplacement(with.str, m), nil
	}
	if with.kind != functionKind {
		return "", fail("D3012").withValue(with)
	}
	res, err := ev.invoke(with.fn(), []item{m.object}, nullItem, nil)
	if err != nil {
		return "", err
	}
	if res.kind != textKind {
		return "", fail("D3012").withValue(res)
	}
	return res.str, nil
}

// expandReplacement fills $0 and $n into a replacement. Of the digits behind $ so many count as the number of groups has, or
// one less if that is no group; $$ is a dollar sign.
func expandReplacement(repl string, m *match) string {
	var groups []item
	if m.groups.isArray() {
		groups = m.groups.list().elements()
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(repl, '$')
		if i < 0 {
			b.WriteString(repl)
			return b.String()
		}
		b.WriteString(repl[:i])
		repl = repl[i+1:]
		switch {
		case strings.HasPrefix(repl, "$"):
			b.WriteByte('$')
			repl = repl[1:]
		case strings.HasPrefix(repl, "0"):
			b.WriteString(m.text.str)
			repl = repl[1:]
		default:
			n, used := groupReference(repl, len(groups))
			if used == 0 {
				b.WriteByte('$')
			} else if n >= 1 && n <= len(groups) {
				b.WriteString(groups[n-1].str)
			}
			repl = repl[used:]
		}
	}
}

// groupReference reads the number of a group and the digits it takes.
func groupReference(s string, groups int) (n, used int) {
	digits := len(strconv.Itoa(max(groups, 1)))
	for used < len(s) && used < digits && s[used] >= '0' && s[used] <= '9' {
		used++
	}
	if used == 0 {
		return 0, 0
	}
	n, _ = strconv.Atoi(s[:used])
	if digits > 1 && n > groups && used == digits {
		n, _ = strconv.Atoi(s[:digits-1])
	}
	return n, len(strconv.Itoa(n))
}

func fnSplit(ev *evaluator, args []item) (item, error) {
	a, sep, limit := arg(args, 0), arg(args, 1), arg(args, 2)
	if !a.defined() {
		return item{}, nil
	}
	if err := limitOf(limit, "D3020", 3); err != nil {
		return item{}, err
	}
	out := newList(nil)
	if none(limit) {
		return arrayItem(out), nil
	}
	push := func(s string) error {
		out.push(textItem(s))
		return ev.allocate(itemSize)
	}
	if sep.kind == textKind {
		return arrayItem(out), splitText(a.str, sep.str, limit, push)
	}
	at, count := 0.0, 0.0
	found, err := ev.matches(sep, a.str, limit, func(m *match) error {
		err := push(between(a.str, at, m.start.num))
		at = m.end.num
		count++
		return err
	})
	switch {
	case err != nil:
		return item{}, err
	case !found:
		err = push(a.str)
	case !limit.defined() || count < limit.num:
		err = push(between(a.str, at, math.Inf(1)))
	}
	return arrayItem(out), err
}

// splitText is String.split: an empty separator splits between code units.
func splitText(s, sep string, limit item, push func(string) error) error {
	most := math.Inf(1)
	if limit.defined() {
		most = math.Floor(limit.num)
	}
	var parts []string
	if sep == "" {
		for _, u := range units(s) {
			parts = append(parts, fromUnits([]uint16{u}))
		}
	} else {
		parts = strings.Split(s, sep)
	}
	for i, part := range parts {
		if float64(i) >= most {
			break
		}
		if err := push(part); err != nil {
			return err
		}
	}
	return nil
}
