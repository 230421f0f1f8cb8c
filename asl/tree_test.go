package asl

import (
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/diag"
)

const sampleJSON = `{
  "Comment": "ü",
  "QueryLanguage": "JSONata",
  "StartAt": "Ä",
  "States": {
    "Ä": {"Type": "Parallel", "Branches": [
      {"StartAt": "In", "States": {"In": {"Type": "Task", "Resource": "r", "Retry": [{"ErrorEquals": ["E"]}], "End": true}}}
    ], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "M"}], "Next": "C"},
    "C": {"Type": "Choice", "Choices": [
      {"And": [{"Variable": "$.x", "IsNull": true}, {"Not": {"Variable": "$.y", "StringEqualsPath": "$.z"}}], "Next": "M"}
    ], "Default": "M"},
    "M": {"Type": "Map", "Iterator": {
      "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "W", "States": {"W": {"Type": "Wait", "QueryLanguage": "JSONPath"}}
    }, "End": true}
  }
}`

const sampleYAML = `Comment: ü
QueryLanguage: JSONata
StartAt: Ä
States:
  Ä:
    Type: Parallel
    Branches:
      - StartAt: In
        States:
          In: {Type: Task, Resource: "r", Retry: [{ErrorEquals: ['E']}], End: true}
    Catch: [{ErrorEquals: [States.ALL], Next: M}]
    Next: C
  C:
    Type: Choice
    Choices:
      - And: [{Variable: $.x, IsNull: true}, {Not: {Variable: $.y, StringEqualsPath: $.z}}]
        Next: M
    Default: M
  M:
    Type: Map
    Iterator:
      ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: EXPRESS}
      StartAt: W
      States: {W: {Type: Wait, QueryLanguage: JSONPath}}
    End: true
`

// TestTree reads the same machine from JSON and from YAML.
func TestTree(t *testing.T) {
	for name, text := range map[string]string{"x.json": sampleJSON, "x.yaml": sampleYAML, "json": sampleJSON, "yaml": sampleYAML} {
		t.Run(name, func(t *testing.T) {
			src := &diag.Source{Name: name, Text: text}
			m, found := Parse(src)
			if len(found) > 0 {
				t.Fatal(found)
			}
			if m.Language != JSONata || m.StartAt.Value != "Ä" || m.Comment.Value != "ü" {
				t.Errorf("machine %+v", m)
			}
			var paths []string
			Visit(m, func(_ *Scope, st *State) {
				paths = append(paths, st.Path+" "+st.Type.String()+" "+st.Language.String())
			})
			want := "/States/Ä Parallel JSONata|/States/Ä/Branches[0]/States/In Task JSONata|/States/C Choice JSONata|" +
				"/States/M Map JSONata|/States/M/Iterator/States/W Wait JSONPath"
			if got := strings.Join(paths, "|"); got != want {
				t.Errorf("states %s, want %s", got, want)
			}
			c := m.Find("C").Choices[0]
			if not := c.And[1].Not; not.Operator != "StringEqualsPath" || not.Path != "/States/C/Choices[0]/And[1]/Not" || not.Next != nil {
				t.Errorf("rule %+v", not)
			}
			if mp := m.Find("M").Map; !mp.Legacy || !mp.Distributed || !mp.Express || mp.Processor.StartAt.Value != "W" {
				t.Errorf("map %+v", mp)
			}
			checkSnippets(t, src, m)
		})
	}
}

// checkSnippets checks that spans cover exactly the texts they are of.
func checkSnippets(t *testing.T, src *diag.Source, m *Machine) {
	t.Helper()
	in := m.Find("Ä").Branches[0].States[0]
	for _, tt := range []struct {
		span diag.Span
		want string
	}{
		{m.StartAt.Span, "Ä"}, {in.Name.Span, "In"}, {in.TypeSpan, "Task"}, {in.Resource.Span, "r"},
		{in.Retry[0].ErrorEquals[0].Span, "E"}, {m.Find("C").Choices[0].And[0].Operand.Span, "true"}, {m.Find("C").Default.Span, "M"},
	} {
		if got := strings.Trim(src.Snippet(tt.span), `"'`); got != tt.want {
			t.Errorf("span %+v covers %q, want %q", tt.span, got, tt.want)
		}
		if p := src.Pos(tt.span.Start.Offset); p != tt.span.Start {
			t.Errorf("span of %q begins at %+v, want %+v", tt.want, tt.span.Start, p)
		}
	}
}

func TestTargets(t *testing.T) {
	m, _ := Parse(&diag.Source{Name: "x", Text: sampleJSON})
	var got []string
	for _, name := range []string{"Ä", "C"} {
		for _, target := range m.Find(name).Targets() {
			got = append(got, target.Path+"="+target.Text.Value)
		}
	}
	want := "/States/Ä/Next=C|/States/Ä/Catch[0]/Next=M|/States/C/Choices[0]/Next=M|/States/C/Default=M"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("targets %s, want %s", s, want)
	}
}

// TestMalformedJSON checks that slips are found together and that what surrounds them is read.
func TestMalformedJSON(t *testing.T) {
	m, found := Parse(&diag.Source{Name: "x.json", Text: `{"StartAt": "A" "States": {"A": {"Type": "Pass",}, "B": {"Type": nope}}}`})
	var got []string
	for _, d := range found {
		got = append(got, d.Place()+" "+d.Code)
	}
	if s := strings.Join(got, "|"); s != "x.json:1:17 "+CodeJSON+"|x.json:1:48 "+CodeJSON+"|x.json:1:66 "+CodeJSON {
		t.Error(s)
	}
	if want := "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries\n at [Source: (String)"; !strings.HasPrefix(found[0].Message, want) {
		t.Errorf("message %q", found[0].Message)
	}
	if m.StartAt == nil || m.Find("A") == nil || m.Find("A").Type != Pass {
		t.Error("the part before the error is not read")
	}
}

func TestNotADefinition(t *testing.T) {
	tests := []struct{ name, text, code, message, location string }{
		{"x", " ", CodeSchema, notAnObject, ""},
		{"x", "[]", CodeSchema, notAnObject, ""},
		{"x", `"a: b"`, CodeSchema, notAnObject, ""},
		{"x.yaml", "just text", CodeSchema, notAnObject, ""},
		{
			"x", "not a definition", CodeJSON,
			"Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n" +
				` at [Source: (String)"not a definition"; line: 1, column: 4]`,
			`[Source: (String)"not a definition"; line: 1, column: 4]`,
		},
	}
	for _, tt := range tests {
		m, found := Parse(&diag.Source{Name: tt.name, Text: tt.text})
		if len(found) != 1 || found[0].Code != tt.code || found[0].Message != tt.message || found[0].Location != tt.location {
			t.Errorf("%q: %+v", tt.text, found)
		}
		if m == nil || m.StartAt != nil {
			t.Errorf("%q: machine %+v", tt.text, m)
		}
	}
}

func TestYAML(t *testing.T) {
	n, found := ParseNode(&diag.Source{Name: "x.yaml", Text: `
base: &base {Type: Pass, Next: A}
merged: {<<: *base, Next: B}
numbers: [0x1F, .5, 1_000, 1e3, 007, 1.50]
texts: [2020-01-01, yes, !Sub "x${y}", null, ~, "null", 'a''b']
block: |
  one
  two
`})
	if found.HasErrors() {
		t.Fatal(found)
	}
	want := `{"base":{"Type":"Pass","Next":"A"},"merged":{"Next":"B","Type":"Pass"},"numbers":[31,0.5,1000,1e3,7,1.50],` +
		`"texts":["2020-01-01","yes","x${y}",null,null,"null","a'b"],"block":"one\ntwo\n"}`
	if got := n.Value.Compact(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, text := range []string{"a: .inf", "? [a]\n: b", "a: &x [*x]", "a: b: c"} {
		if _, found := ParseNode(&diag.Source{Name: "x.yaml", Text: text}); !found.HasErrors() {
			t.Errorf("%q is accepted", text)
		}
	}
}

func TestYAMLAliasesAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n")
	for i := 1; i < 12; i++ {
		prev := string(rune('a'+i-1)) + "0"
		if i == 1 {
			prev = "a0"
		}
		name := string(rune('a'+i)) + "0"
		b.WriteString(name + ": &" + name + " [" + strings.Repeat("*"+prev+",", 10) + "]\n")
	}
	_, found := ParseNode(&diag.Source{Name: "x.yaml", Text: b.String()})
	if !found.HasErrors() {
		t.Error("no error")
	}
}

func TestFormat(t *testing.T) {
	in := `{"b":[1,2.50,"x"],"a":{},"c":[{"d":null}],"long":["` + strings.Repeat("y", 120) + `"],"b":1e3}`
	want := `{
  "b": [1, 2.50, "x"],
  "a": {},
  "c": [
    {
      "d": null
    }
  ],
  "long": [
    "` + strings.Repeat("y", 120) + `"
  ],
  "b": 1e3
}
`
	got, found := Format(&diag.Source{Name: "x.json", Text: in})
	if got != want || found.HasErrors() {
		t.Errorf("got\n%s%s", got, found)
	}
	if got, found := Format(&diag.Source{Name: "x.json", Text: "{"}); got != "{" || !found.HasErrors() {
		t.Errorf("got %q, %v", got, found)
	}
	if got, _ := Format(&diag.Source{Name: "x.yaml", Text: "a: [1, b]"}); got != "{\n  \"a\": [1, \"b\"]\n}\n" {
		t.Errorf("YAML gives %q", got)
	}
}

func TestOperators(t *testing.T) {
	if n := len(Operators()); n != 39 {
		t.Errorf("%d operators, want 39", n)
	}
	for _, o := range Operators() {
		if !IsOperator(o) {
			t.Errorf("%s is no operator", o)
		}
	}
	for _, o := range []string{"", "String", "StringMatchesPath", "IsNullPath", "Variable"} {
		if IsOperator(o) {
			t.Errorf("%s is an operator", o)
		}
	}
}

// TestHostileJSON checks that a text of nothing but errors is read in reasonable time and gives a readable number of findings.
func TestHostileJSON(t *testing.T) {
	for _, text := range []string{strings.Repeat(`""`, 1<<19), "[" + strings.Repeat(`""`, 1<<19), strings.Repeat("[", 1<<20), strings.Repeat(`{"":`, 1<<18)} {
		_, found := Parse(&diag.Source{Name: "x.json", Text: text})
		if n := len(found); n == 0 || n > diag.MaxFindings {
			t.Errorf("%d findings for %.10s…", n, text)
		}
	}
}
