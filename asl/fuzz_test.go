package asl

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

var fuzzSeeds = []string{
	`{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}`,
	`{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Not":{"And":[{"Variable":"$.x","IsNull":true}]},"Next":"C"}]}}}`,
	`{"States":{"M":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"é","States":{"é":{}}}}}}`,
	`{"States":{"T":{"Type":"Task","Retry":[{"ErrorEquals":["a",1]}],"Catch":[null,{}]}}`, `[1,,2]`, `{"a" 1}`, `"\ud800"`, "{\"a\":\"\xff\"}",
	"StartAt: A\nStates:\n  A: &x\n    Type: Pass\n    End: yes\n  B: *x\n  C: {<<: *x, Next: \"q\\\"r\"}\n", "a: |\n  text\n  more\nb: 'it''s'\n",
	"a: !Sub x${y}\nn: [0x1F, .5, 1_000, ~, 2020-01-01]\n", "", " ", "not a definition", "\x00", "a: &a [*a]",
}

// FuzzParse checks that no text makes the parser panic, that every span lies inside the text, that JSON is accepted exactly
// if asl/value accepts it, and that formatting is stable.
func FuzzParse(f *testing.F) {
	for _, s := range fuzzSeeds {
		for _, name := range []string{"x.json", "x.yaml", "x"} {
			f.Add(name, s)
		}
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		if !strings.HasSuffix(name, ".json") && !strings.HasSuffix(name, ".yaml") {
			name = "x"
		}
		src := &diag.Source{Name: name, Text: text}
		m, found := Parse(src)
		checkSpans(t, src, m.Root)
		for _, d := range found {
			checkSpan(t, src, d.Span)
		}
		Visit(m, func(s *Scope, st *State) {
			checkSpan(t, src, st.Span)
			if s.Find(st.Name.Value) != st {
				t.Errorf("state %q is there twice", st.Name.Value)
			}
		})
		if strings.HasSuffix(name, ".json") && utf8.ValidString(text) {
			_, err := value.Parse(text)
			n, found := ParseNode(src)
			if n.Kind() != value.Undefined && (err == nil) == found.HasErrors() {
				t.Errorf("asl/value says %v, the reader %s", err, found)
			}
		}
		if once, found := Format(src); !found.HasErrors() && m.Root.Kind() != value.Undefined {
			twice, found := Format(&diag.Source{Name: "x.json", Text: once})
			if twice != once || found.HasErrors() {
				t.Errorf("formatting again changes\n%s\ninto\n%s\n%s", once, twice, found)
			}
		}
	})
}

func checkSpans(t *testing.T, src *diag.Source, n *Node) {
	t.Helper()
	if n.Span.Known() {
		checkSpan(t, src, n.Span)
	}
	for _, m := range n.Members {
		checkSpan(t, src, m.KeySpan)
		checkSpans(t, src, m.Value)
	}
	for _, e := range n.Elems {
		checkSpans(t, src, e)
	}
}

func checkSpan(t *testing.T, src *diag.Source, s diag.Span) {
	t.Helper()
	if s.Start.Offset < 0 || s.End.Offset < s.Start.Offset || s.End.Offset > len(src.Text) {
		t.Fatalf("span %+v is not inside the %d bytes", s, len(src.Text))
	}
}
