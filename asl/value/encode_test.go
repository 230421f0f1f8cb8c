package value

import (
	"strings"
	"testing"
)

func TestCompact(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{" [ 1 , 2.50 , 1E+2 ] ", `[1,2.50,1E+2]`},
		{"{ \"a\" : { } ,\n\"b\" : [ ] }", `{"a":{},"b":[]}`},
		{`"\/\u00e9\u0041\ud83d\ude00"`, `"/éA😀"`},
		{`"\u0008\u000c\u000a\u000d\u0009\u0022\u005c\u0000\u001F\u007f"`, `"\b\f\n\r\t\"\\\u0000\u001f` + "\x7f\""},
		{`"\ud800"`, `"\ud800"`},
		{`"a\uDC00b\uD800\u0041\ud800\ud83d\ude00"`, `"a\uDC00b\uD800A\ud800😀"`},
		{`{"\u0061\/":"x"}`, `{"a/":"x"}`},
		{`[true,false,null,"",{"":[]}]`, `[true,false,null,"",{"":[]}]`},
	} {
		if got := MustParse(tc.text).Compact(); got != tc.want {
			t.Errorf("%s is compactly %s, want %s", tc.text, got, tc.want)
		}
	}
}

func TestCanonical(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{`{"b":1.0,"a":[1e2,-0,0.10,1E-7,123456789012345678901234567890,1e400]}`,
			`{"a":[100,0,0.1,1e-7,1.2345678901234567890123456789e+29,1e+400],"b":1}`},
		{`{"\uffff":1,"😀":2,"\u0061":"\/"}`, `{"a":"/","😀":2,"` + "\uffff" + `":1}`},
		{`"\ud800"`, "\"\ufffd\""},
		{` [ ] `, `[]`},
		{`{"a":1,"a":2}`, `{"a":2}`},
		{`null`, `null`},
	} {
		if got := string(MustParse(tc.text).AppendCanonical(nil)); got != tc.want {
			t.Errorf("%s is canonically %s, want %s", tc.text, got, tc.want)
		}
	}
}

func TestStr(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{`""`, ""}, {`"plain"`, "plain"}, {`"\"\\\/\b\f\n\r\t"`, "\"\\/\b\f\n\r\t"}, {`"\u0041\u00E9\u20ac"`, "Aé€"},
		{`"\ud83d\ude00"`, "😀"}, {`"\ud83d"`, "\ufffd"}, {`"\ude00\ud83d"`, "\ufffd\ufffd"}, {`"\ud83dx"`, "\ufffdx"},
		{`"\ud83d\u0041"`, "\ufffdA"}, {`"\ud83d\n"`, "\ufffd\n"}, {`"\ud800\ud83d\ude00"`, "\ufffd😀"},
		{`1`, ""}, {`["a"]`, ""},
	} {
		if got := MustParse(tc.text).Str(); got != tc.want {
			t.Errorf("%s is %q, want %q", tc.text, got, tc.want)
		}
	}
}

func TestAppendQuoted(t *testing.T) {
	for _, tc := range []struct{ content, want string }{
		{"", `""`}, {"a", `"a"`}, {`"\`, `"\"\\"`}, {"\b\f\n\r\t\v\x00\x1f\x7f", `"\b\f\n\r\t\u000b\u0000\u001f` + "\x7f\""},
		{"é😀\u2028", "\"é😀\u2028\""}, {"a\xffb\xed\xa0\x80", "\"a\ufffdb\ufffd\ufffd\ufffd\""}, {"12345678\n12345678", `"12345678\n12345678"`},
	} {
		if got := string(AppendQuoted([]byte("x"), tc.content)); got != "x"+tc.want {
			t.Errorf("%q is quoted as %s, want x%s", tc.content, got, tc.want)
		}
		v := Text(tc.content)
		if v.Size() != len(tc.want) || v.JSON() != tc.want || v.Compact() != tc.want {
			t.Errorf("Text(%q) is %s of %d bytes, want %s", tc.content, v, v.Size(), tc.want)
		}
	}
}

func TestUndefinedHasNoJSON(t *testing.T) {
	for name, write := range map[string]func(){
		"undefined":                func() { Value{}.AppendJSON(nil) },
		"in an array":              func() { ArrayOf([]Value{{}}).AppendCompact(nil) },
		"in an object":             func() { ObjectOf([]Member{{Key: "a"}}).AppendJSON(nil) },
		"canonical":                func() { Value{}.AppendCanonical(nil) },
		"in an array, as a string": func() { _ = ArrayOf([]Value{{}}).JSON() },
	} {
		func() {
			defer func() {
				if r := recover(); r == nil || !strings.Contains(r.(string), "undefined") {
					t.Errorf("%s: %v", name, r)
				}
			}()
			write()
		}()
	}
}

func TestConstructors(t *testing.T) {
	for _, tc := range []struct {
		v    Value
		kind Kind
		name string
		want string
	}{
		{Value{}, Undefined, "undefined", ""},
		{NullValue, Null, "null", "null"},
		{Boolean(true), Bool, "boolean", "true"},
		{Boolean(false), Bool, "boolean", "false"},
		{Int(-7), Number, "number", "-7"},
		{Text("x"), String, "string", `"x"`},
		{ArrayOf(nil), Array, "array", "[]"},
		{ArrayOf([]Value{Int(1), ArrayOf(nil)}), Array, "array", "[1,[]]"},
		{ObjectOf(nil), Object, "object", "{}"},
		{ObjectOf([]Member{{"b", Int(1)}, {"a", Text("\"")}}), Object, "object", `{"b":1,"a":"\""}`},
		{new(ObjectBuilder).Value(), Object, "object", "{}"},
	} {
		if tc.v.Kind() != tc.kind || tc.v.Kind().String() != tc.name || tc.v.JSON() != tc.want || tc.v.Size() != len(tc.want) {
			t.Errorf("%v of kind %v and %d bytes, want %s of kind %v", tc.v, tc.v.Kind(), tc.v.Size(), tc.want, tc.kind)
		}
		if got := tc.v.String(); got != tc.want {
			t.Errorf("String() = %s, want %s", got, tc.want)
		}
		if tc.v.IsTrue() != (tc.want == "true") || tc.v.IsDefined() != (tc.kind != Undefined) {
			t.Errorf("%v: IsTrue %v, IsDefined %v", tc.v, tc.v.IsTrue(), tc.v.IsDefined())
		}
	}
}
