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
	drawn int // lines on the screen
}

// Draw puts the block on the screen in place of the last one, with the lines of above before it. Everything goes out in one write, and lines
// are cut to the width, so that the terminal never wraps one and the count stays right.
func (l *Live) Draw(above, block []Line) error {
	width, height := l.Out.Size()
	if len(block) > height-1 {
		block = block[len(block)-(height-1):]
	}
	var b strings.Builder
	if l.drawn > 0 {
		fmt.Fprintf(&b, "\x1b[%dA\r", l.drawn)
	}
	for _, line := range above {
		b.WriteString("\x1b[K" + line.String(l.Out.Color) + "\n")
	}
	for _, line := range block {
		b.WriteString("\x1b[K" + line.Cut(width-1).String(l.Out.Color) + "\n")
	}
	b.WriteString("\x1b[J")
	l.drawn = len(block)
	_, err := io.WriteString(l.Out, b.String())
	return err
}
