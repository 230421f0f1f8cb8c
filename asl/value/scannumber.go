package value

// number scans a number: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
func (s *scanner) number(i int) int {
	if s.text[i] == '-' {
		i++
	}
	if i < len(s.text) && s.text[i] == '0' {
		if i++; i < len(s.text) && isDigit(s.text[i]) {
			return s.fail(i, "%s behind a leading zero; numbers have none", s.found(i))
		}
	} else {
		i = s.digits(i)
	}
	if i < len(s.text) && s.text[i] == '.' {
		i = s.digits(i + 1)
	}
	if i < len(s.text) && s.text[i]|0x20 == 'e' {
		if i++; i < len(s.text) && (s.text[i] == '+' || s.text[i] == '-') {
			i++
		}
		i = s.digits(i)
	}
	return i
}

// digits scans one digit or more.
func (s *scanner) digits(i int) int {
	if i >= len(s.text) || !isDigit(s.text[i]) {
		return s.fail(i, "%s where a digit should be", s.found(i))
	}
	for i < len(s.text) && isDigit(s.text[i]) {
		i++
	}
	return i
}

func isDigit(c byte) bool { return c-'0' <= 9 }

// isNumber reports whether text is exactly one JSON number.
func isNumber(text string) bool {
	if text == "" || text[0] != '-' && !isDigit(text[0]) {
		return false
	}
	s := scanner{text: text}
	return s.number(0) == len(text) && s.err == nil
}
