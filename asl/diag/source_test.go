package diag

import (
	"testing"
	"unicode/utf8"
)

func TestPositions(t *testing.T) {
	src := &Source{Text: "añb\r\n\n日本\nlast"}
	for off := 0; off <= len(src.Text); off++ {
		if off < len(src.Text) && !utf8.RuneStart(src.Text[off]) {
			continue
		}
		p := src.Pos(off)
		if p.Offset != off {
			t.Errorf("Pos(%d).Offset = %d", off, p.Offset)
		}
		if got := src.Offset(p.Line, p.Col); got != off {
			t.Errorf("Offset(%d, %d) = %d, want %d", p.Line, p.Col, got, off)
		}
	}
	if p := src.Pos(1000); p != (Pos{len(src.Text), 4, 5}) {
		t.Errorf("position beyond the end: %+v", p)
	}
	for line, want := range map[int]string{0: "", 1: "añb", 2: "", 3: "日本", 4: "last", 5: ""} {
		if got := src.Line(line); got != want {
			t.Errorf("Line(%d) = %q, want %q", line, got, want)
		}
	}
}

func TestSortedDropsRepetitions(t *testing.T) {
	src := &Source{Text: "abc"}
	at := func(i int) Span { return Span{src.Pos(i), src.Pos(i + 1)} }
	l := List{
		{Code: "B", Source: src, Span: at(2)},
		{Code: "W", Severity: Warning, Source: src, Span: at(1)},
		{Code: "A", Source: src, Span: at(1)},
		{Code: "B", Source: src, Span: at(2)},
	}
	got := Sorted(l)
	if len(got) != 3 || got[0].Code != "A" || got[1].Code != "W" || got[2].Code != "B" {
		t.Errorf("Sorted = %v", got)
	}
	capped, cut := got.Capped(2)
	if !cut || len(capped) != 2 || capped[0].Code != "A" || capped[1].Code != "B" {
		t.Errorf("Capped(2) = %v, %v", capped, cut)
	}
}

func TestDidYouMean(t *testing.T) {
	names := []string{"Next", "End", "Parameters", "ResultPath"}
	for name, want := range map[string]string{
		"Nxt": "Did you mean 'Next'?", "next": "Did you mean 'Next'?", "Paramters": "Did you mean 'Parameters'?",
		"ResutlPath": "Did you mean 'ResultPath'?", "Whatever": "", "Next": "", "": "",
	} {
		if got := DidYouMean(name, names); got != want {
			t.Errorf("DidYouMean(%q) = %q, want %q", name, got, want)
		}
	}
}
