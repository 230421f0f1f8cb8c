package term

import (
	"fmt"
	"io"
	"strings"
)

// Live is a block of lines at the bottom of a terminal that redraws in place while other lines scroll by above it. It is not safe for
// concurrent use.
type Live struct {
	Out   Stream
	drawn []int // widths of the lines on the screen
}

// Draw puts the block on the screen in place of the last one, with the lines of above before it. Everything goes out in one write. The lines of
// the block are cut to the width, so that the terminal wraps one only when it becomes narrower; those of above stay whole, so what was drawn is
// cleared before they go out over it.
func (l *Live) Draw(above, block []Line) error {
	width, height := l.Out.Size()
	if len(block) > height-1 {
		block = block[len(block)-(height-1):]
	}
	var b strings.Builder
	if n := l.rows(width); n > 0 {
		fmt.Fprintf(&b, "\x1b[%dA\r", n)
	}
	if len(above) > 0 {
		b.WriteString("\x1b[J")
	}
	for _, line := range above {
		b.WriteString(line.String(l.Out.Color) + "\n")
	}
	l.drawn = l.drawn[:0]
	for _, line := range block {
		line = line.Cut(width - 1)
		l.drawn = append(l.drawn, line.Width())
		b.WriteString("\x1b[K" + line.String(l.Out.Color) + "\n")
	}
	b.WriteString("\x1b[J")
	_, err := io.WriteString(l.Out, b.String())
	return err
}

// rows returns how many rows of the screen the last drawing takes, at a width that may have changed since.
func (l *Live) rows(width int) int {
	n := 0
	for _, w := range l.drawn {
		n += max(1, (w+width-1)/width)
	}
	return n
}
