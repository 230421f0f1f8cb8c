package value

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestJackson compares with what jackson-core 2.14.1 said. The file is a record of JsonFactory.createParser(String), nextToken
// until it throws and getText of each key and string; it changes only when Jackson does.
func TestJackson(t *testing.T) {
	record, err := os.ReadFile("testdata/jackson.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(record)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cases++
		row := MustParse(line)
		text, place, msg, source := row.Index(0).Str(), row.Index(1).Str(), row.Index(2).Str(), row.Index(3).Str()
		_, err := Parse(text)
		e, ok := err.(*SyntaxError)
		if !ok {
			t.Errorf("Parse(%q) gives error %v", text, err)
			continue
		}
		if got := e.Jackson(); got != msg {
			t.Errorf("Parse(%q)\n got %s\nwant %s", text, got, msg)
		}
		l, c := e.JacksonPosition()
		if got := fmt.Sprintf("%d:%d", l, c); got != place {
			t.Errorf("Parse(%q): place %s, want %s", text, got, place)
		}
		if got := e.JacksonSource(); got != source {
			t.Errorf("Parse(%q)\n got %s\nwant %s", text, got, source)
		}
	}
	if cases < 200 {
		t.Errorf("only %d cases", cases)
	}
}

// The texts that Jackson's parser reads to the end, and those that are too large or too deep for a record.
func TestJacksonBeyondTheParser(t *testing.T) {
	expected := ": was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
	trailing := func(token string) string {
		return "Trailing token (of type " + token + ") found after value (bound as `com.fasterxml.jackson.databind.JsonNode`): " +
			"not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`"
	}
	for _, tc := range []struct{ text, msg, source string }{
		{"", "No content to map due to end-of-input", `[Source: (String)""; line: 1, column: 0]`},
		{"1 2", trailing("VALUE_NUMBER_INT"), `[Source: (String)"1 2"; line: 1, column: 3]`},
		{"{}\n[]", trailing("START_ARRAY"), "[Source: (String)\"{}\n[]\"; line: 2, column: 1]"},
		{"{}{}", trailing("START_OBJECT"), `[Source: (String)"{}{}"; line: 1, column: 3]`},
		{`"a""b"`, trailing("VALUE_STRING"), `[Source: (String)""a""b""; line: 1, column: 4]`},
		{"1 false", trailing("VALUE_FALSE"), `[Source: (String)"1 false"; line: 1, column: 3]`},
		{"1 null", trailing("VALUE_NULL"), `[Source: (String)"1 null"; line: 1, column: 3]`},
		{"[\"\xff\"]", "Invalid UTF-8 start byte 0xff", "[Source: (String)\"[\"\ufffd\"]\"; line: 1, column: 4]"},
		{"null true", trailing("VALUE_TRUE"), `[Source: (String)"null true"; line: 1, column: 6]`},
		{
			strings.Repeat("a", 600), "Unrecognized token '" + strings.Repeat("a", 256) + "...'" + expected,
			`[Source: (String)"` + strings.Repeat("a", 500) + `"[truncated 100 chars]; line: 1, column: 257]`,
		},
		{"a" + strings.Repeat(" ", 40_000), "Unrecognized token 'a'" + expected, `[Source: (StringReader); line: 1, column: 2]`},
		{
			strings.Repeat("[", 1200),
			"Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`)",
			`[Source: (String)"` + strings.Repeat("[", 500) + `"[truncated 700 chars]; line: 1, column: 1002]`,
		},
	} {
		_, err := Parse(tc.text)
		e := err.(*SyntaxError)
		if got := e.Jackson(); got != tc.msg {
			t.Errorf("Parse(%.20q)\n got %s\nwant %s", tc.text, got, tc.msg)
		}
		if got := e.JacksonSource(); got != tc.source {
			t.Errorf("Parse(%.20q)\n got %s\nwant %s", tc.text, got, tc.source)
		}
	}
}

func TestSyntaxErrorPlace(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"{\n  \"é\": x}", `invalid JSON at line 2, column 8: found 'x' where a value should be`},
		{"[1,\r\n2,\r3\n x]", `invalid JSON at line 4, column 2: found 'x' where a comma or the ] of the array should be`},
		{`["😀",]`, `invalid JSON at line 1, column 6: found ']' where a value should be`},
		{`{"a":1`, `invalid JSON at line 1, column 7: the text ends where a comma or the } of the object should be`},
		{"1 2", `invalid JSON at line 1, column 3: found '2' behind the value, where only white space may be`},
	} {
		_, err := Parse(tc.text)
		if err == nil || err.Error() != tc.want {
			t.Errorf("Parse(%q)\n got %v\nwant %s", tc.text, err, tc.want)
		}
	}
}
