package term

import (
	"bytes"
	"testing"
)

func TestLine(t *testing.T) {
	l := Text(Red, "ab").Add(Plain, "cdé").Add(Bold, "日本")
	for _, c := range []struct {
		width int
		want  string
	}{{20, "abcdé日本"}, {9, "abcdé日本"}, {8, "abcdé日…"}, {7, "abcdé…"}, {3, "ab…"}, {1, "…"}} {
		got := l.Cut(c.width)
		if got.String(false) != c.want || got.Width() > c.width {
			t.Errorf("cut to %d: %q of width %d", c.width, got.String(false), got.Width())
		}
	}
	if got := l.Cut(4).String(true); got != "\x1b[31mab\x1b[0mc\x1b[2m…\x1b[0m" {
		t.Errorf("in colour: %q", got)
	}
	if got := Text(Plain, "日").Pad(4).String(false); got != "日  " {
		t.Errorf("padded: %q", got)
	}
}

// TestClean lets nothing through that a terminal would obey.
func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain é 日", "plain é 日"},
		{"a\nb\tc\r", "a b c "},
		{"\x1b[31mred\x1b[0m", "red"},
		{"\x1b]0;title\x07text", "text"},
		{"\x1b]8;;http://x\x1b\\link", "link"},
		{"\x1b[2J\x1b[1;1Hgone", "gone"},
		{"bell\x07 \x9b31m", "bell\uFFFD \uFFFD31m"},
		{"torn \x1b", "torn \uFFFD"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestTable(t *testing.T) {
	narrow := func() (int, int) { return 16, 24 }
	for _, c := range []struct {
		name string
		out  Stream
		want string
	}{
		{"pipe", Stream{}, "a full name\t1\nb\ttext of two\n"},
		{"terminal", Stream{TTY: true}, "NAME  TEXT\na…    1\nb     text of two\n"},
		{"narrow", Stream{TTY: true, size: narrow}, "NAME  TEXT\na…    1\nb     text of t…\n"},
	} {
		var b bytes.Buffer
		c.out.Writer = &b
		table := Table{Out: c.out, Head: []string{"NAME", "TEXT"}, Wide: 1}
		table.Add(Cell{Line: Text(Plain, "a…"), Full: "a full name"}, TextCell("1"))
		table.Add(TextCell("b"), TextCell("text\tof\ntwo"))
		if err := table.Print(); err != nil {
			t.Error(err)
		}
		if b.String() != c.want {
			t.Errorf("%s: got\n%s", c.name, &b)
		}
	}
}

// TestLive moves up by exactly the lines that are on the screen, cuts what is too wide or too high, and leaves what scrolls whole.
func TestLive(t *testing.T) {
	var b bytes.Buffer
	width := 10
	l := Live{Out: Stream{Writer: &b, TTY: true, size: func() (int, int) { return width, 4 }}}
	draw := func(above, block []Line) string {
		b.Reset()
		if err := l.Draw(above, block); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	lines := func(texts ...string) (ls []Line) {
		for _, s := range texts {
			ls = append(ls, Text(Plain, s))
		}
		return ls
	}
	for _, c := range []struct{ got, want string }{
		{draw(nil, lines("one", "two")), "\x1b[Kone\n\x1b[Ktwo\n\x1b[J"},
		{draw(lines("a line that is long"), lines("one")), "\x1b[2A\r\x1b[Ja line that is long\n\x1b[Kone\n\x1b[J"},
		{draw(nil, lines("1", "2", "3", "4", "wider than that")), "\x1b[1A\r\x1b[K3\n\x1b[K4\n\x1b[Kwider th…\n\x1b[J"},
		{draw(nil, nil), "\x1b[3A\r\x1b[J"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	draw(nil, lines("日本日本", "one")) // 8 cells and 3
	width = 5
	if got, want := draw(lines("log"), nil), "\x1b[3A\r\x1b[Jlog\n\x1b[J"; got != want {
		t.Errorf("in a terminal that has become narrower: got %q, want %q", got, want)
	}
}

func TestIndent(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{"a":[1]}`, "{\n--  \"a\": [\n--    1\n--  ]\n--}"},
		{"two\nlines", "two\n--lines"},
		{"{torn", "{torn"},
	} {
		if got := Indent(c.in, "--"); got != c.want {
			t.Errorf("%q: got %q", c.in, got)
		}
	}
}
