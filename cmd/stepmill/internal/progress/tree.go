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

var spinner = []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"}

const spinnerStep = 100 * time.Millisecond

// Tree draws the model as it is at a time: the states, what runs inside them, and a last line for the whole.
func (m *Model) Tree(now time.Time, height int) []term.Line {
	t := &tree{now: now, width: m.nameWidth()}
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
	t.add(m.summary(now))
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
	width    int // of the names with their indentation
	children int
	lines    []term.Line
}

func (t *tree) add(l term.Line) { t.lines = append(t.lines, l) }

// visit draws one state and what runs inside it. The mark of an iteration stands before the name.
func (t *tree) visit(v *visit, depth int, mark string) {
	indent := strings.Repeat("  ", depth)
	glyph, style := t.glyph(v)
	name := term.Text(term.Plain, indent).Add(style, glyph+" ").Add(term.Dim, mark).Add(nameStyle(v), term.Clean(v.state))
	width := t.width + 5
	name = name.Cut(width).Pad(width)
	name = name.Add(term.Dim, fmt.Sprintf("%8s", Duration(t.elapsed(v))))
	if v.times > 1 {
		name = name.Add(term.Dim, "  ×"+strconv.Itoa(v.times))
	}
	t.add(append(name, t.detail(v)...))
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

// detail is what stands behind the time of a state.
func (t *tree) detail(v *visit) term.Line {
	var l term.Line
	if f := v.frame; f != nil && v.kind == "Map" {
		l = append(l, f.counts(v.phase)...)
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

const barWidth = 20

// counts are the iterations of a Map: a bar and numbers.
func (f *frame) counts(p phase) term.Line {
	filled := 0
	if f.length > 0 {
		filled = barWidth * f.succeeded / f.length
	}
	if p == done {
		return term.Text(term.Dim, "  "+count(f.length, "item"))
	}
	l := term.Text(term.Plain, "  ").Add(term.Green, strings.Repeat("━", filled)).Add(term.Dim, strings.Repeat("─", barWidth-filled))
	l = l.Add(term.Plain, fmt.Sprintf("  %d/%d", f.succeeded, f.length))
	if p == running {
		l = l.Add(term.Dim, fmt.Sprintf("  %d running", len(f.children)))
	}
	if f.lost > 0 {
		l = l.Add(term.Red, fmt.Sprintf("  %d failed", f.lost))
	}
	return l
}

// summary is the last line.
func (m *Model) summary(now time.Time) term.Line {
	end := now
	if !m.Ended.IsZero() {
		end = m.Ended
	}
	l := term.Text(StatusStyle(m.Status), Word(m.Status)).Add(term.Bold, "  "+term.Clean(m.Machine))
	if !m.Started.IsZero() {
		l = l.Add(term.Dim, "  "+Duration(max(0, end.Sub(m.Started))))
	}
	active, retries := m.Counts()
	if m.Ended.IsZero() && active > 1 {
		l = l.Add(term.Dim, fmt.Sprintf("  %d at work", active))
	}
	if m.Ended.IsZero() && retries > 0 {
		l = l.Add(term.Yellow, fmt.Sprintf("  %d to retry", retries))
	}
	return l.Add(term.Dim, "  "+term.Clean(m.Name))
}
