package graph

import "math"

// Sizes of the type, in user units.
const (
	nameSize    = 13
	captionSize = 11
	labelSize   = 11
	titleSize   = 16
	lineHeight  = 14
)

// widths are those of the printable ASCII characters in Helvetica, in
// thousandths of the size, from the font's published metrics.
var widths = [95]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
}

// Whoever looks may have another font: text is taken to be a little wider than
// it is in Helvetica, and bold text more so.
const (
	regularFactor = 1.05
	boldFactor    = 1.13
)

// measure estimates the width of a text.
func measure(s string, size float64, bold bool) float64 {
	total := 0
	for _, r := range s {
		switch {
		case r >= ' ' && r <= '~':
			total += widths[r-' ']
		case r >= 0x1100: // mostly East Asian and symbols
			total += 1000
		default:
			total += 600
		}
	}
	factor := regularFactor
	if bold {
		factor = boldFactor
	}
	return float64(total) * size / 1000 * factor
}

// fit cuts a text to a width.
func fit(s string, size float64, bold bool, width float64) string {
	if measure(s, size, bold) <= width {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 1; n-- {
		if cut := truncate(s, n); measure(cut, size, bold) <= width {
			return cut
		}
	}
	return "…"
}

func labelWidth(lines []string) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, measure(l, labelSize, false)+10)
	}
	return even(w)
}

func labelHeight(lines []string) float64 {
	if len(lines) == 0 {
		return 0
	}
	return float64(len(lines)*lineHeight + 4)
}

// even rounds up to an even number, so that middles are whole.
func even(f float64) float64 { return 2 * math.Ceil(f/2) }
