package jsonata

import (
	"time"

	"github.com/stepmill/stepmill/asl/value"
)

// Source yields the random bits behind $random, $shuffle and $uuid; *math/rand/v2.PCG is one.
type Source interface{ Uint64() uint64 }

// Env is everything an evaluation may learn from outside besides its input. The zero Env has no variables, the time
// 1970-01-01T00:00:00Z, a fixed random source and the default budget.
type Env struct {
	// Lookup resolves the variables that the expression does not bind itself; it takes precedence over built-in functions.
	Lookup func(name string) (value.Value, bool)
	// Now is what $now() and $millis() tell.
	Now time.Time
	// Random feeds $random, $shuffle and $uuid.
	Random Source
	// Budget bounds the work of one Eval.
	Budget Budget
	// Spent is how many steps the last Eval took.
	Spent int
}

// splitMix is the random source of an Env that brings none: SplitMix64 from a fixed seed.
type splitMix uint64

func (s *splitMix) Uint64() uint64 {
	*s += 0x9e3779b97f4a7c15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
