package graph

import "slices"

// rank puts the boxes into layers: each one below everything that leads to it,
// as far up as that allows. Lines that close a cycle lead against the order.
// Only even layers are used; the lanes between them bear the labels.
func rank(boxes []*box, lines []*line, first *box) {
	r := &ranker{state: map[*box]int{}, out: map[*box][]*line{}}
	for _, l := range lines {
		r.out[l.from] = append(r.out[l.from], l)
	}
	for _, b := range boxes {
		if b.node.Kind == Start {
			r.visit(b)
		}
	}
	if first != nil {
		r.visit(first)
	}
	for _, b := range boxes {
		r.visit(b)
	}

	slices.Reverse(r.finished)
	below := map[*box][]*line{}
	hasAbove := map[*box]bool{}
	for _, l := range lines {
		upper, lower := l.ends()
		below[upper] = append(below[upper], l)
		hasAbove[lower] = true
	}
	lowest := 0
	for _, b := range r.finished {
		for _, l := range below[b] {
			_, lower := l.ends()
			lower.layer = max(lower.layer, b.layer+2)
		}
		lowest = max(lowest, b.layer)
	}
	for _, b := range boxes {
		switch {
		case b.node.Kind == End:
			b.layer = lowest
		case !hasAbove[b] && b != first && b.node.Kind == State && len(below[b]) > 0:
			b.layer = nearest(below[b]) // nothing leads to it: close to where it leads
		}
	}
}

// nearest is the layer just above the uppermost end of the lines.
func nearest(lines []*line) int {
	_, lower := lines[0].ends()
	layer := lower.layer
	for _, l := range lines {
		_, lower := l.ends()
		layer = min(layer, lower.layer)
	}
	return layer - 2
}

// ends returns the upper and the lower end of a line.
func (l *line) ends() (upper, lower *box) {
	if l.against {
		return l.to, l.from
	}
	return l.from, l.to
}

// ranker walks the graph depth first.
type ranker struct {
	out      map[*box][]*line
	state    map[*box]int
	finished []*box // each behind all that it leads to
}

const (
	onPath = iota + 1
	left
)

func (r *ranker) visit(b *box) {
	if r.state[b] != 0 {
		return
	}
	r.state[b] = onPath
	for _, l := range r.out[b] {
		if r.state[l.to] == onPath {
			l.against = true
			continue
		}
		r.visit(l.to)
	}
	r.state[b] = left
	r.finished = append(r.finished, b)
}
