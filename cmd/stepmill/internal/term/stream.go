package term

import (
	"io"
	"os"

	xterm "golang.org/x/term"
)

// Stream is an output, and what is known of its reader.
type Stream struct {
	io.Writer
	TTY   bool // a person looks at a terminal
	Color bool
	size  func() (width, height int)
}

// The size of a terminal that does not tell it.
const (
	defaultWidth  = 80
	defaultHeight = 24
)

// Open looks at w. Failures to write to the stream are WriteErrors. Colours are for terminals, unless NO_COLOR is set or TERM is dumb (https://no-color.org).
func Open(w io.Writer) Stream {
	f, ok := w.(*os.File)
	if !ok || !xterm.IsTerminal(int(f.Fd())) {
		return Stream{Writer: output{w}}
	}
	dumb := os.Getenv("TERM") == "dumb"
	return Stream{Writer: output{w}, TTY: !dumb, Color: !dumb && os.Getenv("NO_COLOR") == "", size: func() (int, int) {
		width, height, err := xterm.GetSize(int(f.Fd()))
		if err != nil || width <= 0 || height <= 0 {
			return defaultWidth, defaultHeight
		}
		return width, height
	}}
}

// Size returns the width and height in cells.
func (s Stream) Size() (width, height int) {
	if s.size == nil {
		return defaultWidth, defaultHeight
	}
	return s.size()
}

// Paint returns text in a style, or as it is where there are no colours.
func (s Stream) Paint(style Style, text string) string { return Line{{text, style}}.String(s.Color) }
