package check

import (
	"fmt"
	"testing"
)

func TestReadsOfStates(t *testing.T) {
	for code, want := range map[string]string{
		"$states.input.x":                    "[{input 8}]",
		"$states . result + $states.context": "[{result 10} {context 27}]",
		"$states":                            "[]",
		"$statesman.x & '$states.x' & \"\\\"$states.x\"":    "[]",
		"/* $states.x */ $states.y":                         "[{y 24}]",
		"/* $states.x":                                      "[]",
		"$match(a, /\"$states.q/) & $states.r":              "[{r 34}]",
		"$x / $states.a / $states.b":                        "[{a 13} {b 25}]",
		"`$states.x`.$states.input":                         "[{input 20}]",
		"ü.$states.é":                                       "[{é 10}]",
		"$states.input[a = \"unterminated $states.nothing ": "[{input 8}]",
	} {
		if got := fmt.Sprint(readsOfStates(code)); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}
