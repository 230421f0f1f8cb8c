package jsonata

import "strings"

// signature checks the arguments of a function: <params:result>, where the result is not checked.
type signature struct {
	text   string
	source string // as written in a lambda, for printing: text has lost blanks and dollar signs
	params []param
}

// param is one parameter of a signature.
type param struct {
	accepts    string // type symbols of the arguments it takes; m stands for a missing value
	symbol     byte   // its own symbol; ( for a choice
	subtype    string // of the elements of an array
	hasSubtype bool
	context    bool // takes the context item if there is no argument
	optional   bool
	repeated   bool
}

// arrayPlurals names the subtypes in messages.
var arrayPlurals = map[string]string{
	"a": "arrays", "b": "booleans", "f": "functions", "n": "numbers", "o": "objects", "s": "strings",
}

// parseSignature parses the text between and including the angle brackets. The position of its errors is relative to text.
func parseSignature(text string) (*signature, *Error) {
	s := &signature{text: text}
	var none param // what modifiers in front of the first parameter apply to
	prev := &none
	for i := 1; i < len(text) && text[i] != ':'; i++ {
		switch c := text[i]; c {
		case 's', 'n', 'b', 'l', 'o':
			prev = s.add(param{symbol: c, accepts: string(c) + "m"})
		case 'a', 'x':
			prev = s.add(param{symbol: c, accepts: "asnblfom"})
		case 'f':
			prev = s.add(param{symbol: c, accepts: "f"})
		case 'j':
			prev = s.add(param{symbol: c, accepts: "asnblom"})
		case '-':
			prev.context, prev.optional = true, true
		case '?':
			prev.optional = true
		case '+':
			prev.repeated = true
		case '(':
			end := closing(text, i, '(', ')')
			choice := text[i+1 : end]
			if strings.Contains(choice, "<") {
				return nil, (&Error{Code: "S0402", Position: i}).withValue(textItem(choice))
			}
			prev = s.add(param{symbol: c, accepts: choice + "m"})
			i = end
		case '<':
			if prev.symbol != 'a' && prev.symbol != 'f' {
				return nil, &Error{Code: "S0401", Position: i}
			}
			end := closing(text, i, '<', '>')
			prev.subtype, prev.hasSubtype = text[i+1:end], true
			i = end
		}
	}
	return s, nil
}

func (s *signature) add(p param) *param {
	s.params = append(s.params, p)
	return &s.params[len(s.params)-1]
}

// closing finds the bracket that closes the one at start; the end of the text closes all.
func closing(s string, start int, open, shut byte) int {
	depth := 0
	for i := start; i < len(s); i++ {
		switch s[i] {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(s)
}

// typeSymbol is the symbol of an item's type.
func typeSymbol(it item) byte {
	return "mlbnsaofoo"[it.kind]
}

// assign distributes the first arguments, given by their types, over params, greedily as a regular expression would, and
// writes down how many each takes. With exact set, none may be left over.
func assign(params []param, types []byte, counts []int, exact bool) bool {
	if len(params) == 0 {
		return !exact || len(types) == 0
	}
	p := &params[0]
	most := 1
	if p.repeated {
		most = len(types)
	}
	least := 1
	if p.optional {
		least = 0
	}
	run := 0
	for run < min(most, len(types)) && strings.IndexByte(p.accepts, types[run]) >= 0 {
		run++
	}
	for ; run >= least; run-- {
		counts[0] = run
		if assign(params[1:], types[run:], counts[1:], exact) {
			return true
		}
	}
	return false
}

// validate checks args and returns them as the function wants them: with the context item filled in and single values made
// arrays.
func (s *signature) validate(args []item, context item) ([]item, error) {
	var typeBuf [8]byte
	var countBuf [8]int
	types, counts := typeBuf[:0], countBuf[:]
	for _, a := range args {
		types = append(types, typeSymbol(a))
	}
	if len(s.params) > len(counts) {
		counts = make([]int, len(s.params))
	}
	if !assign(s.params, types, counts, true) {
		return nil, s.mismatch(args, types)
	}
	if s.unchanged(types, counts) {
		return args, nil
	}
	out := make([]item, 0, len(s.params))
	next := 0
	for i := range s.params {
		p := &s.params[i]
		if counts[i] == 0 {
			if !p.context {
				out = append(out, arg(args, next))
				next++
				continue
			}
			if strings.IndexByte(p.accepts, typeSymbol(context)) < 0 {
				return nil, fail("T0411").withValue(context).withIndex(next + 1)
			}
			out = append(out, context)
			continue
		}
		used := sum(counts[:i])
		for range counts[i] {
			a, err := p.fit(arg(args, next), string(types[used:used+counts[i]]), next)
			if err != nil {
				return nil, err
			}
			out = append(out, a)
			next++
		}
	}
	return out, nil
}

func sum(counts []int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// unchanged reports whether the arguments can be passed as they are.
func (s *signature) unchanged(types []byte, counts []int) bool {
	for i := range s.params {
		if counts[i] != 1 || s.params[i].symbol == 'a' && (types[i] != 'a' || s.params[i].hasSubtype) {
			return false
		}
	}
	return true
}

// fit checks the elements of an array argument, and makes an array of a single value.
func (p *param) fit(a item, matched string, index int) (item, error) {
	if p.symbol != 'a' || !a.defined() {
		return a, nil
	}
	if p.hasSubtype && !p.fitsSubtype(a, matched) {
		err := fail("T0412").withValue(a).withIndex(index + 1)
		err.Type = arrayPlurals[p.subtype]
		return item{}, err
	}
	if !a.isArray() {
		return arrayItem(newList([]item{a})), nil
	}
	return a, nil
}

func (p *param) fitsSubtype(a item, matched string) bool {
	if !a.isArray() {
		return matched == p.subtype
	}
	l := a.list()
	if l.length > 0 && l.items == nil {
		return p.subtype != "" && p.subtype[0] == 'n'
	}
	for i := range l.len() {
		if p.subtype == "" || typeSymbol(l.at(i)) != p.subtype[0] {
			return false
		}
	}
	return true
}

// mismatch finds the first argument that does not fit.
func (s *signature) mismatch(args []item, types []byte) error {
	good := 0
	counts := make([]int, len(s.params))
	for i := range s.params {
		if !assign(s.params[:i+1], types, counts, false) {
			break
		}
		good = sum(counts[:i+1])
	}
	return fail("T0410").withValue(arg(args, good)).withIndex(good + 1)
}

// arg returns an argument, undefined where it was not given.
func arg(args []item, i int) item {
	if i < len(args) {
		return args[i]
	}
	return item{}
}
