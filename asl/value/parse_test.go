package value

import (
	"encoding/json"
	"strings"
	"testing"
)

// valid texts that are their own JSON.
var valid = []string{
	`null`, `true`, `false`, `0`, `-0`, `1`, `-1`, `10`, `1.5`, `0.0`, `-0.10`, `1e5`, `1E5`, `1e+5`, `1e-05`, `0e0`, `1.25e300`,
	`123456789012345678901234567890`, `1e99999`, `""`, `"a"`, `"\""`, `"\\"`, `"\/"`, `"\b\f\n\r\t"`, `"\u0000"`, `"\u00e9"`,
	`"\u00E9"`, `"\ud83d\ude00"`, `"\ud800"`, `"\udc00\ud800"`, `"\ud800x"`, `"é€😀"`, "\"\x7f\"", "\"\u2028\"", `"1234567"`,
	`"12345678"`, `"123456789"`, `"1234567\n"`, `"12345678\n"`, `[]`, `[ ]`, `{}`, "{\n\t\r }", `[1]`, `[1,2]`, `[ 1 , 2 ]`,
	`[[]]`, `[[],{}]`, `[[[1]],2]`, `{"a":1}`, `{ "a" : 1 , "b" : [ ] }`, `{"a":{"b":{"c":[1,{"d":null}]}}}`, `{"":0}`,
	`{"a":1,"a":2}`, `{"\u0061":1}`, `["}",{"]":"["}]`, `["\\",{"\"}":"\\\""}]`, `[1.5,-2e3,true,false,null,"x"]`,
}

func TestParseValid(t *testing.T) {
	for _, text := range valid {
		for _, around := range []string{text, " " + text, text + "\n", "\r\n\t " + text + " \t\r\n"} {
			v, err := Parse(around)
			if err != nil {
				t.Errorf("Parse(%q): %v", around, err)
				continue
			}
			if got := v.JSON(); got != text {
				t.Errorf("Parse(%q).JSON() = %q", around, got)
			}
			if got := v.Size(); got != len(text) {
				t.Errorf("Parse(%q).Size() = %d, want %d", around, got, len(text))
			}
		}
	}
}

func TestParseInvalid(t *testing.T) {
	for _, tc := range []struct {
		text   string
		offset int
	}{
		{"", 0}, {"  ", 2}, {"nul", 0}, {"nulll", 4}, {"True", 0}, {"NaN", 0}, {"-Infinity", 1}, {"undefined", 0},
		{"-", 1}, {"+1", 0}, {".5", 0}, {"1.", 2}, {"1.e1", 2}, {"1e", 2}, {"1e+", 3}, {"01", 1}, {"-01", 2}, {"00", 1}, {"1x", 1},
		{"0x10", 1}, {"1_000", 1}, {"--1", 1}, {"1.5.2", 3}, {"1 2", 2},
		{`"`, 1}, {`"a`, 2}, {`"\`, 2}, {`"\x"`, 2}, {`"\u12"`, 5}, {`"\u12g4"`, 5}, {`"\u123`, 6}, {`'a'`, 0},
		{"\"a\nb\"", 2}, {"\"\t\"", 1}, {"\"\x00\"", 1}, {"\"1234567\x1f\"", 8}, {"\"\xff\"", 1}, {"\"\xed\xa0\x80\"", 1},
		{"\"\xc3\"", 1}, {"\"12345678\xf0\x9f\"", 9}, {"\ufeff{}", 0}, {"\u00a01", 0}, {"\v1", 0}, {"// c\n1", 0},
		{"[", 1}, {"[1", 2}, {"[1,", 3}, {"[1,]", 3}, {"[,1]", 1}, {"[1 2]", 3}, {"[1}", 2}, {"]", 0}, {"[]]", 2}, {"[1,,2]", 3},
		{"{", 1}, {`{"a"`, 4}, {`{"a":`, 5}, {`{"a":1`, 6}, {`{"a":1,`, 7}, {`{"a":1,}`, 7}, {`{,}`, 1}, {`{a:1}`, 1}, {`{1:2}`, 1},
		{`{"a" 1}`, 5}, {`{"a"=1}`, 4}, {`{"a":1]`, 6}, {`{"a":}`, 5}, {`{"a":1 "b":2}`, 7}, {`{"a":1}}`, 7}, {`{'a':1}`, 1},
		{"{} x", 3}, {"{\"a\n\":1}", 3}, {"[1\x00]", 2}, {"1\x00", 1},
	} {
		_, err := Parse(tc.text)
		e, ok := err.(*SyntaxError)
		if !ok {
			t.Errorf("Parse(%q) gives error %v, want a *SyntaxError", tc.text, err)
			continue
		}
		if e.Offset != tc.offset {
			t.Errorf("Parse(%q) fails at offset %d, want %d: %v", tc.text, e.Offset, tc.offset, e)
		}
		if json.Valid([]byte(tc.text)) && !strings.ContainsAny(tc.text, "\xff\xed\xc3\xf0") {
			t.Errorf("encoding/json takes %q", tc.text)
		}
	}
}

func TestParseDepth(t *testing.T) {
	deep := func(n int) string { return strings.Repeat(`[{"a":`, n/2) + "1" + strings.Repeat("}]", n/2) }
	v, err := Parse(deep(MaxDepth))
	if err != nil {
		t.Fatal(err)
	}
	if got := v.Compact(); got != deep(MaxDepth) {
		t.Errorf("the compact text of %d levels differs: %d bytes", MaxDepth, len(got))
	}
	for _, text := range []string{deep(MaxDepth + 2), strings.Repeat("[", 100_000)} {
		_, err := Parse(text)
		if e, ok := err.(*SyntaxError); !ok || !strings.Contains(e.Msg, "deeper than 1000 levels") {
			t.Errorf("too deep a text gives %v", err)
		}
	}
	flat := "[" + strings.Repeat("[],{},", 2*MaxDepth) + "0]"
	if _, err := Parse(flat); err != nil {
		t.Errorf("siblings count as depth: %v", err)
	}
}

func TestMustParsePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("MustParse took a text that is not JSON")
		}
	}()
	MustParse("{")
}

// FuzzParse holds Parse to encoding/json.Valid. The two differ in nesting, which encoding/json bounds at 10,000 levels, and in
// bytes that are not UTF-8, which it takes.
func FuzzParse(f *testing.F) {
	for _, text := range valid {
		f.Add(text)
	}
	f.Add(strings.Repeat("[", MaxDepth+1))
	f.Add("12E4567890123456789012")
	f.Add(`{"a":[1,{"b":"\ud800"}],"a":2,"c":"`)
	f.Fuzz(func(t *testing.T, text string) {
		v, err := Parse(text)
		if err != nil {
			e := err.(*SyntaxError)
			stricter := invalidUTF8(text) < len(text) || strings.Contains(e.Msg, "nest deeper")
			if json.Valid([]byte(text)) && !stricter {
				t.Fatalf("Parse refuses what encoding/json takes: %v", err)
			}
			if e.Offset < 0 || e.Offset > len(text) || e.Line < 1 || e.Column < 1 {
				t.Fatalf("bad place %+v", e)
			}
			return
		}
		if !json.Valid([]byte(text)) {
			t.Fatal("Parse takes what encoding/json refuses")
		}
		again, err := Parse(v.Compact())
		if err != nil {
			t.Fatalf("the compact text %q: %v", v.Compact(), err)
		}
		if !Equal(v, again) || !Equal(again, v) {
			t.Fatalf("the compact text %q differs in value", v.Compact())
		}
		if got := again.Compact(); got != v.Compact() {
			t.Fatalf("compact is not stable: %q, then %q", v.Compact(), got)
		}
		if got := MustParse(string(v.AppendCanonical(nil))).AppendCanonical(nil); string(got) != string(v.AppendCanonical(nil)) {
			t.Fatalf("canonical is not stable: %q, then %q", v.AppendCanonical(nil), got)
		}
		if v.JSON() != strings.Trim(text, " \t\r\n") {
			t.Fatalf("pass-through gives %q", v.JSON())
		}
	})
}
