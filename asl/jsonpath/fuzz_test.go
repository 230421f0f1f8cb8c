package jsonpath

import (
	"testing"

	"github.com/stepmill/stepmill/asl/value"
)

var fuzzPaths = []string{
	"$", "$.a.b[0]", "$['a','b'].c", "$..x[?(@.a == 'b' && !@.c || @.d =~ /x/i)]", "$[1:-1]", "$.a[*].length()", "$.concat(\"a\", $.b)",
	"$$.x[-1]", "$v[?(@ in [1,'2'])]", "$.a[?(@.b nin $.c)].keys()", "$.a[?($.b.sum(1,$.c) > 2)]", "$[?(@..x)]", "$..a.length()",
}

// FuzzCompile holds that what compiles compiles again from its String, to the same path.
func FuzzCompile(f *testing.F) {
	for _, p := range fuzzPaths {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Compile(text)
		if err != nil {
			if e, ok := err.(*SyntaxError); !ok || e.Offset < 0 || e.Offset > len(text) || e.Msg == "" {
				t.Fatalf("%q: %#v", text, err)
			}
			return
		}
		again, err := Compile(p.String())
		if err != nil || again.canonical() != p.canonical() || again.Definite() != p.Definite() {
			t.Fatalf("%q reads as %v, %v", text, again, err)
		}
	})
}

// FuzzEval evaluates any path on any document: an array from an indefinite path, errors of the declared types, no panic, an end,
// and the same answer twice.
func FuzzEval(f *testing.F) {
	for _, p := range fuzzPaths {
		f.Add(p, `{"a":[{"b":1,"c":null},[1,"2",{"x":3.5}]],"b":"x","c":[true]}`)
	}
	f.Fuzz(func(t *testing.T, text, document string) {
		p, err := Compile(text)
		if err != nil {
			return
		}
		v, err := value.Parse(document)
		if err != nil {
			return
		}
		roots := Roots{Input: v, Context: func() value.Value { return v }, Variable: func(string) (value.Value, bool) { return v, true }}
		got, err := p.Eval(roots)
		plainly, plainErr := withoutShortcuts(p).Eval(roots)
		if (err == nil) != (plainErr == nil) || err != nil && err.Error() != plainErr.Error() || err == nil && got.Compact() != plainly.Compact() {
			t.Fatalf("%q gives %s, %v; without shortcuts %s, %v", text, got, err, plainly, plainErr)
		}
		switch err.(type) {
		case nil:
		case *NotFoundError, *EvalError:
			return
		default:
			t.Fatalf("%q: %#v", text, err)
		}
		if !got.IsDefined() || !p.Definite() && got.Kind() != value.Array {
			t.Fatalf("%q gives %s", text, got)
		}
		if again, err := p.Eval(roots); err != nil || again.Compact() != got.Compact() {
			t.Fatalf("%q gives %s and then %s, %v", text, got, again, err)
		}
	})
}

// FuzzSet holds that what Set has put somewhere is found there, and that the document is left alone.
func FuzzSet(f *testing.F) {
	f.Add("$.a.b[0]", `{"a":{"b":[1]}}`)
	f.Add("$['x y'].z", `{"a":1}`)
	f.Fuzz(func(t *testing.T, text, document string) {
		p, err := CompileReference(text)
		if err != nil {
			return
		}
		v, err := value.Parse(document)
		if err != nil {
			return
		}
		before := v.Compact()
		out, err := p.Set(v, value.Text("new"))
		if v.Compact() != before {
			t.Fatalf("Set(%q) changed %s to %s", text, before, v.Compact())
		}
		if err != nil {
			return
		}
		if got, err := p.Eval(Roots{Input: out}); err != nil || got.Str() != "new" {
			t.Fatalf("Set(%q) on %s gives %s, where the path gives %v, %v", text, before, out, got, err)
		}
	})
}

// withoutShortcuts makes a path that is evaluated segment by segment.
func withoutShortcuts(p *Path) *Path {
	q := *p
	q.simple = false
	q.quiet = make([]bool, len(p.segments))
	return &q
}
