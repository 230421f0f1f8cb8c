package jsonata

import (
	"math"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonWriter writes items as ECMAScript's JSON.stringify does.
type jsonWriter struct {
	ev     *evaluator // whose budget it takes from; nil for messages
	buf    []byte
	indent bool // by two blanks
	round  bool // to 15 digits; infinities are errors
	limit  int  // bytes after which nothing more is written; 0 for none
}

// castString is the cast to a string that $string and & do.
func (ev *evaluator) castString(it item, indent bool) (string, error) {
	switch it.kind {
	case textKind:
		return it.str, nil
	case functionKind:
		return "", nil
	case numberKind:
		if math.IsInf(it.num, 0) || math.IsNaN(it.num) {
			return "", fail("D3001").withValue(it)
		}
		return formatNumber(ev.dialect.round15(it.num)), nil
	}
	w := jsonWriter{ev: ev, indent: indent, round: true}
	if err := w.write(unwrapInput(it), 0); err != nil {
		return "", err
	}
	return string(w.buf), nil
}

func (w *jsonWriter) write(it item, depth int) error {
	if depth > maxDataDepth {
		return newBudgetError(KindStack)
	}
	if w.limit > 0 && len(w.buf) > w.limit {
		return nil
	}
	before := len(w.buf)
	switch it.kind {
	case boolKind, nullKind:
		w.buf = append(w.buf, constantText(it)...)
	case numberKind:
		if err := w.number(it); err != nil {
			return err
		}
	case textKind:
		w.buf = appendQuoted(w.buf, it.str)
	case arrayKind:
		return w.array(it.list(), depth)
	case objectKind:
		return w.object(it.record(), depth)
	case functionKind:
		w.buf = append(w.buf, `""`...)
	default:
		w.buf = append(w.buf, "null"...)
	}
	if w.ev == nil {
		return nil
	}
	return w.ev.allocate(len(w.buf) - before)
}

func (w *jsonWriter) number(it item) error {
	f := it.num
	if w.round {
		if _, err := numeric(it); err != nil {
			return err
		}
		f = w.ev.dialect.round15(f)
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		w.buf = append(w.buf, "null"...)
		return nil
	}
	w.buf = appendNumber(w.buf, f)
	return nil
}

func (w *jsonWriter) array(l *list, depth int) error {
	w.buf = append(w.buf, '[')
	n := l.len()
	for i := range n {
		w.separate(i, depth)
		if err := w.write(l.at(i), depth+1); err != nil {
			return err
		}
		if w.limit > 0 && len(w.buf) > w.limit {
			break
		}
	}
	w.end(']', n, depth)
	return nil
}

func (w *jsonWriter) object(r *record, depth int) error {
	w.buf = append(w.buf, '{')
	n := 0
	for k, v := range r.members() {
		if !v.defined() {
			continue
		}
		w.separate(n, depth)
		n++
		w.buf = append(appendQuoted(w.buf, k), ':')
		if w.indent {
			w.buf = append(w.buf, ' ')
		}
		if err := w.write(v, depth+1); err != nil {
			return err
		}
	}
	w.end('}', n, depth)
	return nil
}

// separate writes what stands before element i.
func (w *jsonWriter) separate(i, depth int) {
	if i > 0 {
		w.buf = append(w.buf, ',')
	}
	if w.indent {
		w.newline(depth + 1)
	}
}

func (w *jsonWriter) end(bracket byte, n, depth int) {
	if w.indent && n > 0 {
		w.newline(depth)
	}
	w.buf = append(w.buf, bracket)
}

func (w *jsonWriter) newline(depth int) {
	w.buf = append(w.buf, '\n')
	for range depth {
		w.buf = append(w.buf, "  "...)
	}
}

func quoteJSON(s string) string { return string(appendQuoted(nil, s)) }

// appendQuoted writes a string literal as JSON.stringify does: lone surrogates are escaped.
func appendQuoted(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := decodeRune(s[i:])
			if utf16.IsSurrogate(r) {
				b = append(b, '\\', 'u', 'd', hex[r>>8&15], hex[r>>4&15], hex[r&15])
			} else {
				b = append(b, s[i:i+n]...)
			}
			i += n
			continue
		}
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, `\b`...)
		case '\f':
			b = append(b, `\f`...)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			if c < 0x20 {
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			} else {
				b = append(b, c)
			}
		}
		i++
	}
	return append(b, '"')
}
