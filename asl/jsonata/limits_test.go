package jsonata_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/jsonata"
	"github.com/stepmill/stepmill/asl/value"
)

// TestDeepSyntax checks that texts of deep or long syntax compile or fail, but do not exhaust the stack.
func TestDeepSyntax(t *testing.T) {
	const n = 200_000
	for name, text := range map[string]string{
		"blocks":      strings.Repeat("(", n) + "1" + strings.Repeat(")", n),
		"open blocks": strings.Repeat("(", n),
		"arrays":      strings.Repeat("[", n) + strings.Repeat("]", n),
		"objects":     strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n),
		"minus":       strings.Repeat("-", n) + "1",
		"filters":     strings.Repeat("a[", n) + strings.Repeat("]", n),
		"sum":         "1" + strings.Repeat("+1", n),
		"path":        "a" + strings.Repeat(".a", n),
		"conditions":  strings.Repeat("1 ? 1 : ", n) + "1",
		"elvis":       strings.Repeat("(", 400) + "a" + strings.Repeat(" ?: a)", 400),
		"coalesce":    strings.Repeat("(", 400) + "a" + strings.Repeat(" ?? a)", 400),
		"binds":       strings.Repeat("$a := ", n) + "1",
		"calls":       "f" + strings.Repeat("()", n),
		"lambdas":     strings.Repeat("function(){", n) + strings.Repeat("}", n),
		"predicates":  "a" + strings.Repeat("[0]", n),
		"transforms":  strings.Repeat("|", n),
		"comments":    strings.Repeat("/* */", n) + "1",
		"regex":       "/" + strings.Repeat("(", 1000) + "a" + strings.Repeat(")*", 1000) + "/",
	} {
		t.Run(name, func(t *testing.T) {
			for _, opt := range []jsonata.Options{{}, {Dialect: jsonata.StepFunctions}, {Recover: true}} {
				e, err := jsonata.Compile(text, opt)
				var je *jsonata.Error
				if err != nil && !errors.As(err, &je) {
					t.Fatalf("%T: %v", err, err)
				}
				if err == nil {
					_ = e.String()
					_, _ = e.Eval(value.Value{}, smallEnv())
				}
			}
		})
	}
}

// TestLongChain checks that generated expressions of a few thousand operators work.
func TestLongChain(t *testing.T) {
	e, err := jsonata.Compile("0"+strings.Repeat(" + 1", 4000), jsonata.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if v, err := e.Eval(value.Value{}, nil); err != nil || v.Float() != 4000 {
		t.Errorf("got %s, %v", v, err)
	}
}

// TestDeepData checks the limits on nested data, and on data that an expression made to hold itself.
func TestDeepData(t *testing.T) {
	doc := value.MustParse(strings.Repeat("[", 500) + strings.Repeat("]", 500))
	for _, text := range []string{
		"$", "**", "*", "$string($)", "$ = $", "$boolean($)", "$clone($)", "$keys($)", "$spread($)", "$distinct([$, $])", "a", "$.a",
		`($x := {"a": {}}; $x ~> |a|{"b": $}|)`,
		`($x := {"a": {}}; $string($x ~> |a|{"b": $}|))`,
		`($x := {"a": {}}; $y := $x ~> |a|{"b": $}|; $y = $x)`,
		`($x := {"a": {}}; $y := $x ~> |a|{"b": $}|; $z := $x ~> |a|{"b": $}|; $y = $z)`,
		`($x := {"a": {}}; $y := $x ~> |a|{"b": $}|; $y.**)`,
		`($x := {"a": {}}; $y := $x ~> |a|{"b": $}|; $y + 1)`,
	} {
		e, err := jsonata.Compile(text, jsonata.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var je *jsonata.Error
		if _, err := e.Eval(doc, nil); err != nil && !errors.As(err, &je) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
