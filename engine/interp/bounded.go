package interp

import (
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl/fault"
)

// Limits of a fault in characters. Source: AWS Step Functions API Reference, SensitiveError and SensitiveCause.
const (
	maxError = 256
	maxCause = 32768
)

// bounded returns f with its texts cut to AWS's limits. Those of a worker may be of any length, and ours quote the input of a state.
func bounded(f *fault.Fault) *fault.Fault {
	if utf8.RuneCountInString(f.Error) <= maxError && utf8.RuneCountInString(f.Cause) <= maxCause {
		return f
	}
	g := *f
	g.Error, g.Cause = cut(f.Error, maxError), cut(f.Cause, maxCause)
	return &g
}

// cut returns the first n characters of s.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	r := []rune(s)
	return string(r[:min(n, len(r))])
}
