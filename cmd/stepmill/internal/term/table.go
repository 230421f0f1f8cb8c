package term

import (
	"fmt"
	"io"
	"strings"
)

// Cell is one cell of a table: what a person sees and, where that differs, what a program reads.
type Cell struct {
	Line Line
	Full string // in a pipe; "" means the text of Line
}

// Table prints rows with two faces: on a terminal aligned columns under headings, in a pipe fields between tabs, unshortened and without
// headings.
type Table struct {
	Out  Stream
	Head []string
	Wide int // the column that gives way when the terminal is too narrow
	rows [][]Cell
}

// TextCell is a cell that holds a text from outside.
func TextCell(text string) Cell { return Cell{Line: Text(Plain, Clean(text))} }

// Add adds a row.
func (t *Table) Add(cells ...Cell) { t.rows = append(t.rows, cells) }

// Print writes the table.
func (t *Table) Print() error {
	var b strings.Builder
	if t.Out.TTY {
		t.aligned(&b)
	} else {
		t.fields(&b)
	}
	if _, err := io.WriteString(t.Out, b.String()); err != nil {
		return fmt.Errorf("print the table: %w", err)
	}
	return nil
}

func (t *Table) fields(b *strings.Builder) {
	for _, row := range t.rows {
		for i, c := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			text := c.Full
			if text == "" {
				text = c.Line.String(false)
			}
			b.WriteString(Clean(text))
		}
		b.WriteByte('\n')
	}
}

const columnGap = 2

func (t *Table) aligned(b *strings.Builder) {
	if len(t.rows) == 0 {
		return
	}
	widths := t.widths()
	line := Line{}
	for i, h := range t.Head {
		line = append(line, Text(Dim, h).Pad(widths[i]+columnGap)...)
	}
	t.write(b, line)
	for _, row := range t.rows {
		line = nil
		for i, c := range row {
			line = append(line, c.Line.Cut(widths[i]).Pad(widths[i]+columnGap)...)
		}
		t.write(b, line)
	}
}

func (t *Table) write(b *strings.Builder, l Line) {
	b.WriteString(strings.TrimRight(l.String(t.Out.Color), " "))
	b.WriteByte('\n')
}

// widths are those of the widest cells; where they do not fit, the wide column shrinks.
func (t *Table) widths() []int {
	widths := make([]int, len(t.Head))
	total := 0
	for i, h := range t.Head {
		widths[i] = Text(Plain, h).Width()
		for _, row := range t.rows {
			widths[i] = max(widths[i], row[i].Line.Width())
		}
		total += widths[i] + columnGap
	}
	width, _ := t.Out.Size()
	if over := total - columnGap - width; over > 0 {
		widths[t.Wide] = max(8, widths[t.Wide]-over)
	}
	return widths
}
