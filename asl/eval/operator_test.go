package eval

import (
	"testing"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// kinds holds a value of every type, in the order of the columns below. The timestamp is a string too.
var kinds = []string{`null`, `true`, `1`, `"s"`, `"2016-03-14T01:59:00Z"`, `[1]`, `{"a":1}`}

// TestTypesOfOperators applies every operator to a value of every type. A letter says that the rule holds.
func TestTypesOfOperators(t *testing.T) {
	for _, c := range []struct{ operator, operand, want string }{
		{"IsNull", "true", "N......"}, {"IsNull", "false", ".BNSTAO"},
		{"IsBoolean", "true", ".B....."}, {"IsNumeric", "true", "..N...."},
		{"IsString", "true", "...ST.."}, {"IsTimestamp", "true", "....T.."},
		{"IsTimestamp", "false", "NBNS.AO"}, {"IsPresent", "true", "NBNSTAO"}, {"IsPresent", "false", "......."},
		{"BooleanEquals", "true", ".B....."}, {"BooleanEquals", "false", "......."},
		{"NumericEquals", "1.0", "..N...."}, {"NumericLessThan", "2", "..N...."}, {"NumericGreaterThan", "0", "..N...."},
		{"NumericLessThanEquals", "1", "..N...."}, {"NumericGreaterThanEquals", "1e0", "..N...."},
		{"StringEquals", `"s"`, "...S..."}, {"StringLessThan", `"s"`, "....T.."}, {"StringGreaterThan", `"3"`, "...S..."},
		{"StringLessThanEquals", `"s"`, "...ST.."}, {"StringGreaterThanEquals", `"s"`, "...S..."},
		{"StringMatches", `"*"`, "...ST.."}, {"StringMatches", `"*-*Z"`, "....T.."},
		{"TimestampEquals", `"2016-03-14T03:59:00+02:00"`, "....T.."}, {"TimestampLessThan", `"2016-03-14T01:59:00.000000001Z"`, "....T.."},
		{"TimestampGreaterThan", `"2016-03-14T01:58:59.999Z"`, "....T.."}, {"TimestampLessThanEquals", `"2016-03-14T01:59:00Z"`, "....T.."},
		{"TimestampGreaterThanEquals", `"2016-03-14T01:59:01Z"`, "......."},
	} {
		constant := choiceOn(t, `"`+c.operator+`":`+c.operand)
		byPath := (*State)(nil)
		if asl.IsOperator(c.operator + "Path") {
			byPath = choiceOn(t, `"`+c.operator+`Path":"$.o"`)
		}
		for i, kind := range kinds {
			input := value.MustParse(`{"v":` + kind + `,"o":` + c.operand + `}`)
			want := 0
			if c.want[i] == '.' {
				want = -1
			}
			for _, st := range []*State{constant, byPath} {
				if st == nil {
					continue
				}
				if rule, _, f := st.Choose(&Env{Input: input}, input); rule != want || f != nil {
					t.Errorf("%s %s of %s: rule %d (%v), want %d", c.operator, c.operand, kind, rule, f, want)
				}
			}
		}
	}
}

func choiceOn(t *testing.T, comparison string) *State {
	t.Helper()
	_, st, found := compileState(`{"Type":"Choice","Choices":[{"Variable":"$.v",`+comparison+`,"Next":"A"}]}`, asl.JSONPath)
	if found.HasErrors() {
		t.Fatal(found)
	}
	return st
}

// TestAllOperators checks that every operator of the language is compiled.
func TestAllOperators(t *testing.T) {
	operands := map[value.Kind]string{value.Bool: "true", value.Number: "1", value.String: `"2016-03-14T01:59:00Z"`}
	for _, name := range asl.Operators() {
		operand := `"$.o"`
		if op, constant := operators[name]; constant {
			operand = operands[op.operand]
		} else if name == "IsPresent" {
			operand = "true"
		}
		choiceOn(t, `"`+name+`":`+operand)
	}
}

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{``, ``, true}, {``, `a`, false}, {`*`, ``, true}, {`*`, `abc`, true}, {`a*`, `abc`, true}, {`a*`, `ba`, false},
		{`*c`, `abc`, true}, {`*c`, `cb`, false}, {`a*c`, `ac`, true}, {`a*a`, `a`, false}, {`a*b*c`, `a1b2c`, true},
		{`a*b*c`, `a1c2b`, false}, {`*ab*ab*`, `abab`, true}, {`*ab*ab*`, `aba`, false}, {`log-*.txt`, `log-1.txt`, true},
		{`a\*b`, `a*b`, true}, {`a\*b`, `axb`, false}, {`a\\*`, `a\x`, true}, {`a\\*`, `ax`, false}, {`a\b`, `a\b`, true}, {`a\`, `a\`, true},
	} {
		if got := parsePattern(c.pattern).matches(c.text); got != c.want {
			t.Errorf("%q matches %q: %v, want %v", c.text, c.pattern, got, c.want)
		}
	}
}

func TestTimestamps(t *testing.T) {
	for text, want := range map[string]bool{
		"2016-03-14T01:59:00Z": true, "2016-03-14T01:59:00.1Z": true, "2016-03-14T01:59:00.123456789Z": true,
		"2016-03-14T01:59:00+01:00": true, "2016-03-14T01:59:00.5-11:30": true, "2024-02-29T00:00:00Z": true,
		"2016-03-14T01:59:00.1234567890Z": false, "2016-03-14 01:59:00Z": false, "2016-03-14t01:59:00Z": false,
		"2016-03-14T01:59:00z": false, "2016-03-14T01:59:00": false, "2016-03-14T01:59Z": false, "2016-13-14T01:59:00Z": false,
		"2016-03-14T25:59:00Z": false, "2016-03-14T01:59:00,5Z": false, "2016-03-14T01:59:00.Z": false, "2023-02-29T00:00:00Z": false,
		"2016-3-14T01:59:00Z": false, "": false, "2016-03-14": false, "2016-03-14T01:59:00Z ": false, "2016-03-14T01:59:00+0100": false,
	} {
		if _, got := parseTimestamp(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestStringOrder compares as UTF-16 does: U+10000 is written with surrogates and so comes before U+FF61.
func TestStringOrder(t *testing.T) {
	st := choiceOn(t, `"StringLessThanPath":"$.o"`)
	input := value.MustParse(`{"v":"a𐀀","o":"a｡"}`)
	if rule, _, f := st.Choose(&Env{Input: input}, input); rule != 0 || f != nil {
		t.Errorf("rule %d (%v), want 0", rule, f)
	}
}
