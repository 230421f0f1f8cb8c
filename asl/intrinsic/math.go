package intrinsic

import (
	"math"

	"github.com/stepmill/stepmill/asl/value"
)

func mathAdd(a arguments) (value.Value, error) {
	x, err := a.integer(0)
	if err != nil {
		return value.Value{}, err
	}
	y, err := a.integer(1)
	if err != nil {
		return value.Value{}, err
	}
	if y > 0 && x > math.MaxInt64-y || y < 0 && x < math.MinInt64-y {
		return value.Value{}, wrong("The sum of %d and %d is out of range", x, y)
	}
	return value.Int(x + y), nil
}

// mathRandom gives an integer from its first argument up to but without its second.
func mathRandom(e Env, a arguments) (value.Value, error) {
	first, err := a.integer(0)
	if err != nil {
		return value.Value{}, err
	}
	end, err := a.integer(1)
	if err != nil {
		return value.Value{}, err
	}
	if first >= end || end-first <= 0 || end-first > math.MaxInt32 {
		return value.Value{}, wrong("The start %d must be less than the end %d, by at most %d", first, end, math.MaxInt32)
	}
	bound := int32(end - first)
	if len(a) == 3 {
		seed, err := a.integer(2)
		if err != nil {
			return value.Value{}, err
		}
		return value.Int(first + int64(newJavaRandom(seed).next(bound))), nil
	}
	if e.Random == nil {
		return value.Value{}, wrong("There is no source of random numbers here")
	}
	return value.Int(first + int64(below(e.Random, uint64(bound)))), nil
}

// below draws a number under n without favouring any: it throws away the draws beyond the last whole multiple of n.
func below(s Source, n uint64) uint64 {
	limit := math.MaxUint64 - math.MaxUint64%n
	for {
		if x := s.Uint64(); x < limit {
			return x % n
		}
	}
}

// javaRandom is the linear congruential generator that Java specifies for java.util.Random: 48 bits, multiplier 0x5DEECE66D,
// increment 11.
type javaRandom struct{ state int64 }

const (
	javaMultiplier = 0x5DEECE66D
	javaIncrement  = 11
	javaMask       = 1<<48 - 1
)

func newJavaRandom(seed int64) *javaRandom {
	return &javaRandom{(seed ^ javaMultiplier) & javaMask}
}

// bits draws the highest n bits of the next state.
func (r *javaRandom) bits(n uint) int32 {
	r.state = (r.state*javaMultiplier + javaIncrement) & javaMask
	return int32(r.state >> (48 - n))
}

// next is nextInt(bound): uniform in [0, bound).
func (r *javaRandom) next(bound int32) int32 {
	if bound&-bound == bound {
		return int32(int64(bound) * int64(r.bits(31)) >> 31)
	}
	for {
		drawn := r.bits(31)
		n := drawn % bound
		if drawn-n+(bound-1) >= 0 { // overflows in the last, incomplete run of numbers
			return n
		}
	}
}
