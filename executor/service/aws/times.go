package aws

import (
	"math"
	"slices"
	"time"

	"github.com/stepmill/stepmill/asl/value"
)

// Timestamp is how a JSON API writes a time: seconds since 1970, with milliseconds.
func Timestamp(t time.Time) value.Value { return value.Float(float64(t.UnixMilli()) / 1000) }

// ISOTimes writes the members named in Times, at every depth, as an SDK integration shows them: 2024-04-18T06:27:01.123Z.
func (s *Service) ISOTimes(v value.Value) value.Value {
	return s.eachTime(v, func(t time.Time) value.Value { return value.Text(t.UTC().Format("2006-01-02T15:04:05.999Z")) })
}

// MilliTimes writes them as an optimized integration shows them: milliseconds since 1970.
func (s *Service) MilliTimes(v value.Value) value.Value {
	return s.eachTime(v, func(t time.Time) value.Value { return value.Int(t.UnixMilli()) })
}

func (s *Service) eachTime(v value.Value, write func(time.Time) value.Value) value.Value {
	if len(s.Times) == 0 {
		return v
	}
	switch v.Kind() {
	case value.Object:
		var b value.ObjectBuilder
		for k, x := range v.Members() {
			if x.Kind() == value.Number && slices.Contains(s.Times, k) {
				x = write(time.UnixMilli(int64(math.Round(x.Float() * 1000))))
			} else {
				x = s.eachTime(x, write)
			}
			b.Set(k, x)
		}
		return b.Value()
	case value.Array:
		elems := make([]value.Value, 0, v.Len())
		for _, x := range v.Elems() {
			elems = append(elems, s.eachTime(x, write))
		}
		return value.ArrayOf(elems)
	}
	return v
}
