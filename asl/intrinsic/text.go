package intrinsic

import (
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// stringSplit cuts a text at every character that the second argument contains, and drops empty pieces.
func stringSplit(a arguments) (value.Value, error) {
	s, err := a.text(0)
	if err != nil {
		return value.Value{}, err
	}
	separators, err := a.text(1)
	if err != nil {
		return value.Value{}, err
	}
	separates := map[rune]bool{} // both texts may be large
	for _, r := range separators {
		separates[r] = true
	}
	var parts []value.Value
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return separates[r] }) {
		parts = append(parts, value.Text(part))
	}
	return value.ArrayOf(parts), nil
}

// uuid makes a version 4 UUID. Source: RFC 9562, section 5.4.
func uuid(e Env, _ arguments) (value.Value, error) {
	if e.Random == nil {
		return value.Value{}, wrong("There is no source of random numbers here")
	}
	high, low := e.Random.Uint64(), e.Random.Uint64()
	high = high&^0xf000 | 0x4000
	low = low&^(3<<62) | 1<<63
	return value.Text(fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", high>>32, high>>16&0xffff, high&0xffff, low>>48, low&(1<<48-1))), nil
}
