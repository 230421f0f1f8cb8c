package graph

import (
	"fmt"
	"html"
	"strings"

	"github.com/stepmill/stepmill/asl"
)

// SVG returns the graph as a picture of its own, without scripts, fonts or
// links, that follows the reader's choice of light or dark. Every state is a
// group with the class of its type and of its mark, and its name and location
// as a tooltip.
func (g *Graph) SVG(o Options) string {
	d := layout(g.Root)
	w := &svgWriter{o: o}
	top := float64(margin)
	width := d.w
	if o.Title != "" {
		top += titleHeight
		width = max(width, measure(o.Title, titleSize, true))
	}
	fullWidth, fullHeight := num(width+2*margin), num(d.h+top+margin)
	fmt.Fprintf(&w.b, `<svg xmlns="http://www.w3.org/2000/svg" class="stepmill" width="%s" height="%s" viewBox="0 0 %s %s" role="img">`+"\n",
		fullWidth, fullHeight, fullWidth, fullHeight)
	if o.Title != "" {
		fmt.Fprintf(&w.b, "<title>%s</title>\n", html.EscapeString(o.Title))
	}
	fmt.Fprintf(&w.b, "<style>%s</style>\n", style)
	w.b.WriteString(`<rect class="canvas" width="100%" height="100%"/>` + "\n")
	if o.Title != "" {
		w.text("title", margin, margin+14, "", o.Title)
	}
	w.drawing(d, margin+(width-d.w)/2, top)
	w.b.WriteString("</svg>\n")
	return w.b.String()
}

type svgWriter struct {
	b strings.Builder
	o Options
}

// drawing writes a scope: boxes first, then the lines over the frames, then the
// words over the lines.
func (w *svgWriter) drawing(d *drawing, x, y float64) {
	fmt.Fprintf(&w.b, `<g transform="translate(%s %s)">`+"\n", num(x), num(y))
	for _, b := range d.boxes {
		w.box(b)
	}
	p := d.ports()
	for _, l := range d.lines {
		points := l.route(p)
		if l.joins {
			w.line(l, path(points), "")
			continue
		}
		curve, arrow := arrowed(points)
		w.line(l, curve, arrow)
	}
	for _, l := range d.loops {
		w.loop(l)
	}
	for _, l := range d.lines {
		for _, lane := range l.chain[1 : len(l.chain)-1] { // a lane that it joins bears no label
			w.label(l, lane.x, (lane.top+lane.bottom)/2, lane.lines)
		}
	}
	w.b.WriteString("</g>\n")
}

func (w *svgWriter) box(b *box) {
	n := b.node
	fmt.Fprintf(&w.b, `<g class="%s" transform="translate(%s %s)">`, w.class(n), num(b.x-b.w/2), num(b.y))
	if n.Kind == State {
		fmt.Fprintf(&w.b, "<title>%s\n%s\n%s</title>", html.EscapeString(n.Name), html.EscapeString(n.Caption), html.EscapeString(n.Path))
	}
	switch {
	case n.Kind == Start || n.Kind == End:
		fmt.Fprintf(&w.b, `<rect class="shape" width="%s" height="%s" rx="%s"/>`, num(b.w), num(b.h), num(b.h/2))
		w.text("pill", b.w/2, b.h/2+4, "middle", n.Name)
	case n.Type == asl.Choice:
		const point = 14
		fmt.Fprintf(&w.b, `<path class="shape" d="M%d 0H%sL%s %sL%s %sH%dL0 %sZ"/>`,
			point, num(b.w-point), num(b.w), num(b.h/2), num(b.w-point), num(b.h), point, num(b.h/2))
		w.words(n, b.w/2, "middle", b.w-2*point-6)
	default:
		fmt.Fprintf(&w.b, `<rect class="shape" width="%s" height="%s" rx="8"/>`, num(b.w), num(b.h))
		fmt.Fprintf(&w.b, `<rect class="bar" x="8" y="9" width="4" height="%d" rx="2"/>`, nodeHeight-18)
		w.words(n, 20, "", b.w-28)
		w.inside(b)
	}
	w.b.WriteString("</g>\n")
}

// inside draws the scopes of a Parallel or Map state, each in a frame.
func (w *svgWriter) inside(b *box) {
	for _, d := range b.scopes {
		fmt.Fprintf(&w.b, "\n"+`<rect class="frame" x="%s" y="%s" width="%s" height="%s" rx="6"/>`+"\n",
			num(d.x-framePad), num(d.y-framePad), num(d.w+2*framePad), num(b.h-d.y))
		w.drawing(d, d.x, d.y)
	}
}

// words writes the name and the caption of a node.
func (w *svgWriter) words(n *Node, x float64, anchor string, width float64) {
	w.text("name", x, 20, anchor, fit(n.Name, nameSize, true, width))
	w.text("caption", x, 36, anchor, fit(n.Caption, captionSize, false, width))
}

// line draws a curve and its arrow, if it has one of its own.
func (w *svgWriter) line(l *line, curve, arrow string) {
	class := "edge"
	if l.kind == Catch {
		class += " catch"
	}
	fmt.Fprintf(&w.b, `<g class="%s"><path class="line" d="%s"/>`, class, curve)
	if arrow != "" {
		fmt.Fprintf(&w.b, `<path class="arrow" d="%s"/>`, arrow)
	}
	w.b.WriteString("</g>\n")
}

// loop draws a line from a state to itself, at its right-hand side.
func (w *svgWriter) loop(l *line) {
	b := l.from
	x, y := b.x+b.w/2, b.y+min(b.h, nodeHeight)/2
	if b.node.Type == asl.Choice {
		x -= 6 // its side is slanted
	}
	curve := fmt.Sprintf("M%s %sC%s %s %s %s %s %s", num(x), num(y-10), num(x+loopWidth), num(y-14), num(x+loopWidth), num(y+14), num(x+arrowLength), num(y+10))
	arrow := fmt.Sprintf("M%s %sl8 -4v8Z", num(x), num(y+10))
	w.line(l, curve, arrow)
	w.label(l, x+loopWidth-4+labelWidth(l.labels)/2, y, l.labels)
}

// label writes the words of a line, in the middle around a point.
func (w *svgWriter) label(l *line, x, y float64, lines []string) {
	class := "label"
	if l.kind == Catch {
		class += " catch"
	}
	if len(lines) == 0 {
		return
	}
	width, height := labelWidth(lines), labelHeight(lines)
	fmt.Fprintf(&w.b, `<rect class="canvas" x="%s" y="%s" width="%s" height="%s" rx="3"/>`+"\n",
		num(x-width/2+1), num(y-height/2+1), num(width-2), num(height-2))
	y += 4 - float64(len(lines)-1)*lineHeight/2
	for i, text := range lines {
		w.text(class, x, y+float64(i*lineHeight), "middle", text)
		w.b.WriteString("\n")
	}
}

func (w *svgWriter) text(class string, x, y float64, anchor, text string) {
	if anchor != "" {
		anchor = fmt.Sprintf(` text-anchor="%s"`, anchor)
	}
	fmt.Fprintf(&w.b, `<text class="%s" x="%s" y="%s"%s>%s</text>`, class, num(x), num(y), anchor, html.EscapeString(text))
}

func (w *svgWriter) class(n *Node) string {
	class := "node pill-node"
	switch n.Kind {
	case Missing:
		class = "node missing"
	case State:
		class = "node " + strings.ToLower(n.Type.String())
	}
	if m := w.o.mark(n); m != "" {
		class += " " + string(m)
	}
	return class
}
