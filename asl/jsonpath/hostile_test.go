package jsonpath

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/stepmill/stepmill/asl/value"
)

// evalWithin evaluates p with so many visits left before the limit, which saves the tests the time to get there.
func evalWithin(p *Path, document value.Value, visits int) error {
	spent := MaxVisits - visits
	_, err := p.evaluate(&frame{roots: &Roots{}, document: document, visits: &spent}, document, false)
	return err
}

// TestVisitsHaveALimit evaluates paths whose work grows much faster than the document.
func TestVisitsHaveALimit(t *testing.T) {
	deep := value.NullValue
	for range 400 {
		deep = value.ArrayOf([]value.Value{deep, value.Int(1)})
	}
	for _, text := range []string{"$..*..*..*..*", "$..[?(@..[?(@..x == 1)])]", "$..[?(@..[?(@..[?(@..x)])])]..[0]"} {
		p, err := Compile(text)
		if err != nil {
			t.Fatal(err)
		}
		err = evalWithin(p, deep, 100_000)
		var limit *EvalError
		if !errors.As(err, &limit) || limit.Exception != "" || !strings.Contains(limit.Msg, "nodes") {
			t.Errorf("%s: got %v, want the limit", text, err)
		}
	}
}

// TestRootsInFiltersAreEvaluatedOnce would reach the limit if each item scanned the document again.
func TestRootsInFiltersAreEvaluatedOnce(t *testing.T) {
	document := value.MustParse("[" + strings.Repeat("1,", 5000) + "1]")
	p, err := Compile("$[?($..* && $..*.length() > 0 && @ == 1)]")
	if err != nil {
		t.Fatal(err)
	}
	if err := evalWithin(p, document, 50_000); err != nil {
		t.Error(err)
	}
}

// TestOperatorsAreCounted compares each of many items with something large.
func TestOperatorsAreCounted(t *testing.T) {
	items := strings.Repeat("1,", 2_000) + "1"
	document := value.MustParse(`{"items":[` + items + `],"same":[` + items + `],"text":"` + strings.Repeat("x", 100_000) + `"}`)
	for _, c := range []string{"@ in $.same", "$.items == $.same", "$.items anyof $.same", "$.text =~ /(x|y)*z/", "$.text contains 'y'"} {
		p, err := Compile("$.items[?(" + c + " && @ == 2)]")
		if err != nil {
			t.Fatal(err)
		}
		if err := evalWithin(p, document, 100_000); err == nil {
			t.Errorf("%s: no limit was reached", c)
		}
	}
}

func TestDeepDocumentAndLongPath(t *testing.T) {
	const depth = 5000
	document := value.NullValue
	for range depth {
		document = value.ArrayOf([]value.Value{document})
	}
	p, err := Compile("$" + strings.Repeat("[0]", depth))
	if err != nil {
		t.Fatal(err)
	}
	if v, err := p.Eval(Roots{Input: document}); err != nil || v.Kind() != value.Null {
		t.Errorf("got %v, %v", v, err)
	}
	p, _ = Compile("$..[0]")
	if v, err := p.Eval(Roots{Input: document}); err != nil || v.Len() != depth {
		t.Errorf("got %d results, %v", v.Len(), err)
	}
}

func TestNestingHasALimit(t *testing.T) {
	for _, text := range []string{
		"$" + strings.Repeat("[?(@", 3*MaxNesting) + strings.Repeat(")]", 3*MaxNesting),
		"$[?(" + strings.Repeat("!", 100_000) + "@.x)]",
		"$[?(" + strings.Repeat("(", 100_000) + "@.x" + strings.Repeat(")", 100_000) + ")]",
		"$.a[?(@.b in " + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + ")]",
	} {
		p, err := Compile(text)
		if err == nil {
			_, err = p.Eval(Roots{Input: value.MustParse(`{"a":[{"b":1}]}`)})
		}
		if err == nil {
			t.Errorf("%.40s…: no error", text)
		}
	}
}

func TestRegexThatBacktracksIsStopped(t *testing.T) {
	p, err := Compile("$[?(@ =~ /(?=x*)(x+x+)+y/)]")
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Eval(Roots{Input: value.ArrayOf([]value.Value{value.Text(strings.Repeat("x", 60))})})
	if err == nil || !strings.Contains(err.Error(), "takes too long") {
		t.Errorf("got %v, want the time limit", err)
	}
}

// TestConcurrentUse lets the race detector look at one path under many goroutines.
func TestConcurrentUse(t *testing.T) {
	document := value.MustParse(benchmarkDocument())
	for _, text := range append(benchmarkPaths, "$..lines.length()", "$.orders[?(@.id =~ /(?!x).*/ && @.price > $.orders[0].price)].id") {
		p, err := Compile(text)
		if err != nil {
			t.Fatal(err)
		}
		want, err := p.Eval(Roots{Input: document})
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for range 5 {
					got, err := p.Eval(Roots{Input: document})
					if err != nil || !value.Equal(got, want) {
						t.Errorf("%s: got %s, %v", text, got, err)
					}
				}
			})
		}
		wg.Wait()
	}
}
