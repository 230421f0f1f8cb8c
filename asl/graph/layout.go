package graph

import "github.com/stepmill/stepmill/asl"

// Sizes of the drawing, in SVG user units, of which a browser shows 96 an inch.
const (
	nodeHeight   = 46
	nodeMinWidth = 112
	nodeMaxText  = 236 // a name or caption that is wider is cut
	pillWidth    = 66
	pillHeight   = 28
	headerHeight = 46 // of a Parallel or Map state
	framePad     = 16 // around what lies inside a frame
	layerGap     = 19
	nodeGap      = 30
	laneGap      = 16
	laneWidth    = 8
	loopWidth    = 30 // room for a transition from a state to itself
	margin       = 24
	titleHeight  = 34
)

// box is something that takes a place in a layer: a node, or the lane along
// which an edge passes through a layer that it does not end in.
type box struct {
	node   *Node
	lines  []string   // the words of a lane that bears a label
	scopes []*drawing // inside a Parallel or Map state
	extra  float64    // room at the right-hand side, for a loop

	x, y, w, h  float64 // x is the middle, y the top, inside the drawing
	top, bottom float64 // of its layer

	layer, pos int
	up, down   []link // neighbours in the layers above and below
}

// link is one step of a line, from one layer to the next.
type link struct {
	to     *box
	weight float64 // how much it wants to be upright
}

func (b *box) isLane() bool { return b.node == nil }

// line is what is drawn of the edges from one node to another.
type line struct {
	from, to *box
	kind     EdgeKind
	labels   []string // in lines
	against  bool     // it leads upwards, against the order of the layers
	joins    bool     // it ends in a lane of another line to the same box
	chain    []*box   // from its upper end over the lanes to its lower end, or to the lane that it joins
}

// drawing is a scope with a place for everything, relative to its own corner.
type drawing struct {
	scope  *Scope
	boxes  []*box
	lines  []*line
	loops  []*line // from a state to itself
	layers [][]*box
	x, y   float64 // its corner inside the frame that holds it
	w, h   float64
}

// layout gives everything in a scope its place, from the inside out.
func layout(s *Scope) *drawing {
	d := &drawing{scope: s}
	byNode := map[*Node]*box{}
	for _, n := range s.Nodes {
		b := newBox(n)
		byNode[n] = b
		d.boxes = append(d.boxes, b)
	}
	for _, e := range s.Edges {
		d.join(byNode[e.From], byNode[e.To], e)
	}
	for _, l := range d.loops {
		l.from.extra = loopWidth + labelWidth(l.labels)
	}
	if len(d.boxes) == 0 {
		d.w, d.h = nodeMinWidth/2, pillHeight
		return d
	}
	rank(d.boxes, d.lines, byNode[s.First])
	d.addLanes()
	d.order()
	d.place()
	return d
}

// join adds an edge, to the line that leads the same way when there is one.
func (d *drawing) join(from, to *box, e *Edge) {
	lines := &d.lines
	if from == to {
		lines = &d.loops
	}
	kind := e.Kind
	if kind == Default {
		kind = Rule // drawn the same
	}
	var l *line
	for _, other := range *lines {
		if other.from == from && other.to == to && other.kind == kind {
			l = other
		}
	}
	if l == nil {
		l = &line{from: from, to: to, kind: kind}
		*lines = append(*lines, l)
	}
	if e.Label != "" {
		label := e.Label
		if len(l.labels) > 0 {
			label = "or " + label
		}
		l.labels = append(l.labels, wrap(label)...)
	}
}

func newBox(n *Node) *box {
	b := &box{node: n}
	switch {
	case n.Kind == Start || n.Kind == End:
		b.w, b.h = pillWidth, pillHeight
		return b
	case n.Type == asl.Choice:
		b.w = textWidth(n, 46)
	default:
		b.w = textWidth(n, 34)
	}
	b.h = nodeHeight
	if len(n.Scopes) == 0 {
		return b
	}
	x, tallest := 0.0, 0.0
	for _, s := range n.Scopes {
		d := layout(s)
		b.scopes = append(b.scopes, d)
		x += framePad
		d.x, d.y = x+framePad, headerHeight+framePad
		x += d.w + 2*framePad
		tallest = max(tallest, d.h)
	}
	x += framePad
	if x < b.w { // a long name: the scopes stand in the middle below it
		for _, d := range b.scopes {
			d.x += (b.w - x) / 2
		}
	}
	b.w = max(b.w, x)
	b.h = headerHeight + 3*framePad + tallest
	return b
}

// textWidth is the width of a node with its name and caption and so much room
// beside them.
func textWidth(n *Node, room float64) float64 {
	text := max(measure(n.Name, nameSize, true), measure(n.Caption, captionSize, false))
	return even(max(nodeMinWidth, min(text, nodeMaxText)+room))
}
