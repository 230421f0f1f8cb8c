package graph

import (
	"cmp"
	"slices"
)

// addLanes gives each line a lane in every layer between its ends, the label
// to the lane next to its source, and fills the layers. Lines that come down to
// the same box share the lanes below their labels: each joins the one that
// comes from furthest up, as in definitions where everything has one handler.
func (d *drawing) addLanes() {
	depth := 0
	for _, b := range d.boxes {
		depth = max(depth, b.layer)
	}
	d.layers = make([][]*box, depth+1)
	for _, b := range d.boxes {
		d.layers[b.layer] = append(d.layers[b.layer], b)
	}
	trunks := map[trunk]*box{}
	for _, l := range d.fromAbove() {
		upper, lower := l.ends()
		l.chain = []*box{upper}
		for layer := upper.layer + 1; layer < lower.layer && !l.joins; layer++ {
			key := trunk{to: lower, layer: layer, catch: l.kind == Catch}
			labelled := !l.against && layer == upper.layer+1 || l.against && layer == lower.layer-1
			shared := !l.against && !labelled
			if shared && trunks[key] != nil {
				l.joins = true
				l.chain = append(l.chain, trunks[key])
				break
			}
			lane := &box{layer: layer, w: laneWidth}
			if labelled {
				lane.lines = l.labels
				lane.w = max(laneWidth, labelWidth(l.labels))
				lane.h = labelHeight(l.labels)
			}
			if shared {
				trunks[key] = lane
			}
			l.chain = append(l.chain, lane)
			d.layers[layer] = append(d.layers[layer], lane)
		}
		if !l.joins {
			l.chain = append(l.chain, lower)
		}
		l.link()
	}
}

// trunk names a lane that lines share.
type trunk struct {
	to    *box
	layer int
	catch bool // looks different, so has trunks of its own
}

// fromAbove returns the lines, those that begin further up first.
func (d *drawing) fromAbove() []*line {
	lines := slices.Clone(d.lines)
	slices.SortStableFunc(lines, func(a, b *line) int {
		upperA, _ := a.ends()
		upperB, _ := b.ends()
		return cmp.Compare(upperA.layer, upperB.layer)
	})
	return lines
}

func (l *line) link() {
	for i, b := range l.chain[1:] {
		a := l.chain[i]
		w := l.uprightness(a, b)
		if l.joins && i == len(l.chain)-2 {
			w = 0.5 // the trunk does not give way to it
		}
		b.up = append(b.up, link{a, w})
		a.down = append(a.down, link{b, w})
	}
}

// uprightness is the weight of a step. Long lines should not wind, and the way
// that all goes well should be straighter than the ways back and out.
func (l *line) uprightness(a, b *box) float64 {
	w := 2.0
	if a.isLane() && b.isLane() {
		w = 8
	}
	if l.against || l.kind == Catch {
		w /= 4
	}
	return w
}
