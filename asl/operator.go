package asl

import "strings"

// operandKinds are the first words of the comparison operators, with what may follow.
var (
	orderings = []string{"Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"}
	typeTests = []string{"IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"}
)

// Operators returns the comparison operators of a JSONPath choice rule (ASL spec, "Data-test expression").
func Operators() []string {
	var ops []string
	for _, kind := range []string{"String", "Numeric", "Timestamp"} {
		for _, o := range orderings {
			ops = append(ops, kind+o, kind+o+"Path")
		}
	}
	ops = append(ops, "StringMatches", "BooleanEquals", "BooleanEqualsPath")
	return append(ops, typeTests...)
}

// IsOperator reports whether a field of a choice rule is a comparison operator.
func IsOperator(field string) bool {
	for _, t := range typeTests {
		if field == t {
			return true
		}
	}
	switch field {
	case "StringMatches", "BooleanEquals", "BooleanEqualsPath":
		return true
	}
	for _, kind := range []string{"String", "Numeric", "Timestamp"} {
		if rest, ok := strings.CutPrefix(field, kind); ok {
			rest = strings.TrimSuffix(rest, "Path")
			for _, o := range orderings {
				if rest == o {
					return true
				}
			}
		}
	}
	return false
}
