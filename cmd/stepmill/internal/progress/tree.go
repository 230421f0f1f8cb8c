package progress

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// How much of an execution the tree shows.
const (
	maxStates   = 12 // of the machine's own states; those that ended longest ago give way
	maxChildren = 8  // branches or iterations of one state
	maxName     = 32 // cells of a state's name
)

// The columns of a line, in cells.
const (
	nameFrame = 5  // the mark before a name and the gap behind it
	minName   = 12 // of the column of names in a narrow terminal
	timeWidth = 8
	minDetail = 24 // the counts of a Map, which a narrow terminal shows sooner than long names
)

var spinner = []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"}

const spinnerStep = 100 * time.Millisecond

// Tree draws the model as it is at a time: the states, what runs inside them, and a last line for the whole. Names and bars give way where
// width cells do not hold everything; a line may still be wider.
func (m *Model) Tree(now time.Time, width, height int) []term.Line {
	t := &tree{now: now, width: width, name: min(m.nameWidth()+nameFrame, max(minName, width-timeWidth-minDetail))}
	rows := min(maxStates, max(1, height-2))
	visits := m.root.visits
	if over := len(visits) - rows; over > 0 {
		visits = visits[over:]
		t.add(term.Text(term.Dim, fmt.Sprintf("  … %s before", count(over, "state"))))
	}
	t.children = min(maxChildren, max(1, height-len(visits)-4))
	for _, v := range visits {
		t.visit(v, 1, "")
	}
	t.add(m.summary(now, width))
	return t.lines
}

// nameWidth is the width of the column of names: it must not change while the lines of a state come and go.
func (m *Model) nameWidth() int {
	w := 8
	var measure func(t *thread, depth int)
	measure = func(t *thread, depth int) {
		mark := term.Text(term.Plain, t.mark()).Width()
		for _, v := range t.visits {
			w = max(w, 2*depth+mark+term.Text(term.Plain, v.state).Width())
		}
		if v := t.now(); v != nil && v.frame != nil {
			for _, c := range v.frame.children {
				measure(c, depth+1)
			}
		}
	}
	measure(m.root, 0)
	m.width = min(maxName, max(w, m.width))
	return m.width
}

type tree struct {
	now      time.Time
	width    int // of a line
	name     int // width of the column of names with their indentation
	children int
	lines    []term.Line
}

func (t *tree) add(l term.Line) { t.lines = append(t.lines, l) }

// visit draws one state and what runs inside it. The mark of an iteration stands before the name.
func (t *tree) visit(v *visit, depth int, mark string) {
	indent := strings.Repeat("  ", depth)
	glyph, style := t.glyph(v)
	name := term.Text(term.Plain, indent).Add(style, glyph+" ").Add(term.Dim, mark).Add(nameStyle(v), term.Clean(v.state))
	l := name.Cut(t.name).Pad(t.name).Add(term.Dim, fmt.Sprintf("%*s", timeWidth, Duration(t.elapsed(v))))
	if v.times > 1 {
		l = l.Add(term.Dim, "  ×"+strconv.Itoa(v.times))
	}
	t.add(append(l, t.detail(v, t.width-l.Width())...))
	if v.frame != nil && v.phase != done {
		t.frame(v.frame, depth+1)
	}
}

func (t *tree) frame(f *frame, depth int) {
	shown := 0
	for _, c := range f.children {
		v := c.now()
		if v == nil {
			continue
		}
		if shown == t.children {
			t.add(term.Text(term.Dim, fmt.Sprintf("%s… %d more", strings.Repeat("  ", depth), len(f.children)-shown)))
			return
		}
		t.visit(v, depth, c.mark())
		shown++
	}
}

// mark stands before the state of an iteration.
func (t *thread) mark() string {
	if t.index < 0 {
		return ""
	}
	return "[" + strconv.Itoa(t.index) + "] "
}

func (t *tree) glyph(v *visit) (string, term.Style) {
	switch v.phase {
	case waiting:
		return "◷", term.Blue
	case retrying:
		return "↻", term.Yellow
	case done:
		if v.err != "" {
			return "✓", term.Yellow // it failed, and was retried or caught
		}
		return "✓", term.Green
	case failed:
		return "✗", term.Red
	case aborted:
		return "–", term.Dim
	}
	return t.spin(), term.Cyan
}

func (t *tree) spin() string {
	return spinner[int(t.now.UnixMilli()/spinnerStep.Milliseconds())%len(spinner)]
}

func nameStyle(v *visit) term.Style {
	if v.phase == done || v.phase == aborted {
		return term.Plain
	}
	return term.Bold
}

func (t *tree) elapsed(v *visit) time.Duration {
	if !v.ended.IsZero() {
		return v.ended.Sub(v.began)
	}
	return max(0, t.now.Sub(v.began))
}

// detail is what stands behind the time of a state, where there are room cells.
func (t *tree) detail(v *visit, room int) term.Line {
	var l term.Line
	if f := v.frame; f != nil && v.kind == "Map" {
		l = append(l, f.counts(v.phase, room)...)
	}
	switch {
	case v.phase == waiting:
		l = l.Add(term.Blue, "  "+t.left(v, "waits "))
	case v.phase == retrying:
		l = l.Add(term.Yellow, fmt.Sprintf("  retry %d %s", v.attempt, t.left(v, "in "))).Add(term.Dim, "  "+term.Clean(v.err))
	case v.phase == failed:
		l = l.Add(term.Red, "  "+term.Clean(v.err))
	case v.phase == running && v.attempt > 0:
		l = l.Add(term.Yellow, fmt.Sprintf("  attempt %d", v.attempt+1))
	case v.phase == done && v.attempt > 0:
		l = l.Add(term.Dim, fmt.Sprintf("  after %s", count(v.attempt, "retry")))
	}
	return l
}

// left is the time that a pause has left.
func (t *tree) left(v *visit, before string) string {
	if v.until.IsZero() {
		return before + "…"
	}
	return before + Duration(max(0, v.until.Sub(t.now)))
}

// The width of a bar. One that is too short to tell anything is left out.
const (
	maxBar = 20
	minBar = 5
)

// counts are the iterations of a Map: a bar, as far as there are room cells for it, and numbers.
func (f *frame) counts(p phase, room int) term.Line {
	if p == done {
		return term.Text(term.Dim, "  "+count(f.length, "item"))
	}
	l := term.Text(term.Plain, fmt.Sprintf("  %d/%d", f.succeeded, f.length))
	if p == running {
		l = l.Add(term.Dim, fmt.Sprintf("  %d running", len(f.children)))
	}
	if f.lost > 0 {
		l = l.Add(term.Red, fmt.Sprintf("  %d failed", f.lost))
	}
	return append(f.bar(min(maxBar, room-2-l.Width())), l...)
}

func (f *frame) bar(width int) term.Line {
	if width < minBar {
		return nil
	}
	filled := 0
	if f.length > 0 {
		filled = width * f.succeeded / f.length
	}
	return term.Text(term.Plain, "  ").Add(term.Green, strings.Repeat("━", filled)).Add(term.Dim, strings.Repeat("─", width-filled))
}

// summary is the last line. The name of the machine gives way to time and counts.
func (m *Model) summary(now time.Time, width int) term.Line {
	end := now
	if !m.Ended.IsZero() {
		end = m.Ended
	}
	var counts term.Line
	if !m.Started.IsZero() {
		counts = counts.Add(term.Dim, "  "+Duration(max(0, end.Sub(m.Started))))
	}
	active, retries := m.Counts()
	if m.Ended.IsZero() && active > 1 {
		counts = counts.Add(term.Dim, fmt.Sprintf("  %d at work", active))
	}
	if m.Ended.IsZero() && retries > 0 {
		counts = counts.Add(term.Yellow, fmt.Sprintf("  %d to retry", retries))
	}
	l := term.Text(StatusStyle(m.Status), Word(m.Status)).Add(term.Plain, "  ")
	machine := term.Text(term.Bold, term.Clean(m.Machine))
	l = append(l, machine.Cut(max(minName, width-l.Width()-counts.Width()))...)
	return append(l, counts...).Add(term.Dim, "  "+term.Clean(m.Name))
}
