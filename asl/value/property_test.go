package value

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// texts generates valid JSON with all the freedom that the grammar leaves: white space, escapes, number forms, repeated keys.
func texts() *rapid.Generator[string] {
	space := rapid.SampledFrom([]string{"", "", "", " ", "\n", "\t\r\n "})
	str := rapid.Custom(func(t *rapid.T) string {
		bits := rapid.SliceOfN(rapid.SampledFrom([]string{
			"a", "b", "key", " ", "é", "€", "😀", `\"`, `\\`, `\/`, `\n`, `\u0061`, `\u0000`, `\ud83d\ude00`, `\u00E9`, "longer text",
		}), 0, 4).Draw(t, "string")
		return `"` + strings.Join(bits, "") + `"`
	})
	scalar := rapid.OneOf(
		rapid.SampledFrom([]string{"null", "true", "false"}),
		rapid.StringMatching(`-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?`),
		str,
	)
	var value func(depth int) *rapid.Generator[string]
	value = func(depth int) *rapid.Generator[string] {
		if depth == 0 {
			return scalar
		}
		return rapid.Custom(func(t *rapid.T) string {
			inner := value(depth - 1)
			sp := func() string { return space.Draw(t, "space") }
			var parts []string
			switch rapid.IntRange(0, 2).Draw(t, "shape") {
			case 0:
				return scalar.Draw(t, "scalar")
			case 1:
				for range rapid.IntRange(0, 4).Draw(t, "elements") {
					parts = append(parts, sp()+inner.Draw(t, "element")+sp())
				}
				return "[" + strings.Join(parts, ",") + sp() + "]"
			}
			for range rapid.SampledFrom([]int{0, 1, 2, 3, indexAbove + 4}).Draw(t, "members") {
				parts = append(parts, sp()+str.Draw(t, "key")+sp()+":"+sp()+inner.Draw(t, "member")+sp())
			}
			return "{" + strings.Join(parts, ",") + sp() + "}"
		})
	}
	return value(4)
}

// asJSON is what encoding/json makes of a text, numbers by their literals.
func asJSON(t *rapid.T, text string) (v any) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("encoding/json refuses %q: %v", text, err)
	}
	return v
}

func TestReadsWhatJSONReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts().Draw(t, "text")
		v, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := v.JSON(); got != text {
			t.Fatalf("passes through as %q", got)
		}
		want := asJSON(t, text)
		if got := asAny(v); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %#v, want %#v", got, want)
		}
		for name, other := range map[string]string{"compact": v.Compact(), "canonical": string(v.AppendCanonical(nil))} {
			if again := MustParse(other); !Equal(again, v) || !Equal(v, again) {
				t.Fatalf("the %s text %q is another value", name, other)
			}
		}
		if got := asJSON(t, v.Compact()); !reflect.DeepEqual(got, want) {
			t.Fatalf("the compact text %q is another value", v.Compact())
		}
		if Equal(v, ArrayOf([]Value{v})) {
			t.Fatal("equals an array of itself")
		}
	})
}

func asAny(v Value) any {
	switch v.Kind() {
	case Bool:
		return v.IsTrue()
	case Number:
		return json.Number(v.Num())
	case String:
		return v.Str()
	case Array:
		elems := []any{}
		for _, e := range v.Elems() {
			elems = append(elems, asAny(e))
		}
		return elems
	case Object:
		members := map[string]any{}
		for k, m := range v.Members() {
			members[k] = asAny(m)
		}
		return members
	}
	return nil
}

// With(k, x).Get(k) is x; other members, their order and the original stay; sizes and texts agree.
func TestWithLaws(t *testing.T) {
	object := rapid.Custom(func(t *rapid.T) Value {
		return MustParse("{" + strings.TrimPrefix(strings.Join(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return fmt.Sprintf(",%q: %s", rapid.StringMatching(`[ab]{1,4}`).Draw(t, "key"), texts().Draw(t, "member"))
		}), 0, indexAbove+4).Draw(t, "members"), ""), ",") + " }")
	})
	rapid.Check(t, func(t *rapid.T) {
		v, x, y := object.Draw(t, "object"), MustParse(texts().Draw(t, "x")), Text(rapid.String().Draw(t, "y"))
		key := rapid.StringMatching(`[ab]{1,4}`).Draw(t, "key")
		other := rapid.StringMatching(`[abc]{1,4}`).Draw(t, "other")
		before, had := v.Compact(), v.Get(key).IsDefined()
		w := v.With(key, x)
		if !Equal(w.Get(key), x) || w.Get(key).JSON() != x.JSON() {
			t.Fatalf("%s holds %s, want %s", key, w.Get(key), x)
		}
		if other != key && (w.Get(other).IsDefined() != v.Get(other).IsDefined() || !Equal(w.Get(other), v.Get(other))) {
			t.Fatalf("%s changed from %s to %s", other, v.Get(other), w.Get(other))
		}
		if had == (w.Len() == v.Len()+1) || v.Compact() != before {
			t.Fatalf("%s with %s became %s", before, key, w)
		}
		if again := w.With(key, y); !Equal(again, v.With(key, y)) {
			t.Fatalf("the last of two changes does not win: %s", again)
		}
		if had && !Equal(w.With(key, v.Get(key)), v) {
			t.Fatal("setting back what was there gives another object")
		}
		for _, v := range []Value{v, w, w.With(other, y)} {
			if again := MustParse(v.JSON()); !Equal(again, v) || v.Size() != len(v.JSON()) {
				t.Fatalf("%s of %d bytes reads as %s", v, v.Size(), again)
			}
		}
	})
}
