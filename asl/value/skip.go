package value

// The functions here walk over text that a scanner has found valid, so they check nothing.

// skipSpace returns the offset of the first byte at or behind i that is not JSON white space.
func skipSpace(text string, i int) int {
	for i < len(text) && text[i] <= ' ' && isSpace(text[i]) {
		i++
	}
	return i
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// skipString returns the offset behind the closing quote of the string whose body begins at i, and whether it has escapes.
func skipString(text string, i int) (end int, escapes bool) {
	for {
		if i = skipPlain(text, i); text[i] == '"' {
			return i + 1, escapes
		}
		escapes = true
		i += 2
	}
}

// skipScalar returns the offset behind the number or literal name at i.
func skipScalar(text string, i int) int {
	for text[i] > ',' || text[i] == '+' {
		if c := text[i]; c == ']' || c == '}' {
			break
		}
		i++
	}
	return i
}

// skipContainer returns the offset behind the array or object at i.
func skipContainer(text string, i int) int {
	for depth := 0; ; {
		switch text[i] {
		case '"':
			i, _ = skipString(text, i+1)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		i++
	}
}
