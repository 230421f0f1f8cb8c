package graph

import (
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
)

func TestRuleLabel(t *testing.T) {
	for rule, want := range map[string]string{
		`"Variable":"$.a","NumericGreaterThanEquals":1.50`:                                  `$.a ≥ 1.50`,
		`"Variable":"$.a","StringLessThanPath":"$.b"`:                                       `$.a < $.b`,
		`"Variable":"$.a","TimestampLessThanEquals":"2026-01-01T00:00:00Z"`:                 `$.a ≤ "2026-01-01T00:00:00Z"`,
		`"Variable":"$.a","IsPresent":false`:                                                `$.a is not present`,
		`"Variable":"$.a","IsNull":true`:                                                    `$.a is null`,
		`"Variable":"$.a","StringMatches":"a*"`:                                             `$.a matches "a*"`,
		`"Variable":"$.aaaaaaaaaa.bbbbbbbbbb.ccccccccccc","BooleanEquals":true`:             `…bbbbbbbbbb.ccccccccccc = true`,
		`"Not":{"Variable":"$.a","IsString":true}`:                                          `not $.a is a string`,
		`"Not":{"And":[{"Variable":"$.a","IsNull":true},{"Variable":"$.b","IsNull":true}]}`: `not ($.a is null and $.b is null)`,
		`"Or":[{"Variable":"$.a","IsNumeric":true}]`:                                        `$.a is a number`,
		`"Condition":"{%  $states.input.a\n = 1 %}"`:                                        `$states.input.a = 1`,
		`"Condition":true`: `true`,
		`"Variable":"$.a"`: `$.a`,
	} {
		text := `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{` + rule + `,"Next":"C"}]}}}`
		if strings.Contains(rule, "Condition") {
			text = strings.Replace(text, "{", `{"QueryLanguage":"JSONata",`, 1)
		}
		m, _ := asl.ParseJSON(&diag.Source{Name: "m", Text: text})
		g := New(m)
		if got := g.Root.Edges[1].Label; got != want {
			t.Errorf("%s\n got %s\nwant %s", rule, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for label, want := range map[string]string{
		"short": "short",
		"CloudFormation.StackSetNotFoundException, States.ALL": "CloudFormation.StackSetNotFoundException,|States.ALL",
		"one two three four five six seven eight":              "one two three four five six seven|eight",
		strings.Repeat("x", 60):                                strings.Repeat("x", labelWordRunes-1) + "…",
	} {
		if got := strings.Join(wrap(label), "|"); got != want {
			t.Errorf("%s\n got %s\nwant %s", label, got, want)
		}
	}
}

func TestShortResource(t *testing.T) {
	for arn, want := range map[string]string{
		"arn:aws:states:::lambda:invoke.waitForTaskToken":            "lambda:invoke.waitForTaskToken",
		"arn:aws:states:::aws-sdk:s3:putObject":                      "aws-sdk:s3:putObject",
		"arn:aws:states:eu-west-1:123456789012:activity:pick":        "activity pick",
		"arn:aws:lambda:eu-west-1:123456789012:function:charge:live": "lambda charge:live",
		"${Function.Arn}": "${Function.Arn}",
	} {
		if got := shortResource(arn); got != want {
			t.Errorf("%s: got %s, want %s", arn, got, want)
		}
	}
}
