package diag

import (
	"cmp"
	"slices"
)

// MaxFindings limits a list, in findings: what follows the first hundred seldom says anything new, and a hostile text must
// not make the answer larger than itself. AWS's ValidateStateMachineDefinition has the same limit.
const MaxFindings = 100

// Sorted returns l in the order of the source, worse findings first at one place, without repetitions. It does not change l.
func Sorted(l List) List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(name(a), name(b)),
			cmp.Compare(a.Span.Start.Offset, b.Span.Start.Offset),
			cmp.Compare(a.Severity, b.Severity))
	})
	seen := make(map[Diagnostic]bool, len(out))
	return slices.DeleteFunc(out, func(d Diagnostic) bool {
		key := Diagnostic{
			Code: d.Code, Message: d.Message, Location: d.Location, Source: d.Source,
			Span: Span{Start: d.Span.Start},
		}
		dup := seen[key]
		seen[key] = true
		return dup
	})
}

// Capped returns the first n findings of l and whether any were left out; n ≤ 0 means MaxFindings. Errors are kept before
// warnings.
func (l List) Capped(n int) (List, bool) {
	if n <= 0 {
		n = MaxFindings
	}
	if len(l) <= n {
		return l, false
	}
	bySeverity := slices.Clone(l)
	slices.SortStableFunc(bySeverity, func(a, b Diagnostic) int { return cmp.Compare(a.Severity, b.Severity) })
	return Sorted(bySeverity[:n]), true
}

// Errors returns the findings of severity Error.
func (l List) Errors() List {
	return slices.DeleteFunc(slices.Clone(l), func(d Diagnostic) bool { return d.Severity != Error })
}

func name(d Diagnostic) string {
	if d.Source == nil {
		return ""
	}
	return d.Source.Name
}
