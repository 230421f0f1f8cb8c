package graph

import "math"

// placings is how often the layers are gone through, down and up.
const placings = 40

// place gives each box its coordinates. Layers lie one below the other; inside
// a layer each box is drawn below or above its neighbours, as near as the boxes
// beside it allow.
func (d *drawing) place() {
	for _, layer := range d.layers {
		for i, b := range layer {
			if i > 0 {
				b.x = layer[i-1].x + separation(layer[i-1], b)
			}
		}
	}
	for range placings {
		for _, layer := range d.layers {
			settle(layer)
		}
		for i := len(d.layers) - 1; i >= 0; i-- {
			settle(d.layers[i])
		}
	}
	for _, column := range d.columns() {
		d.straighten(column)
	}
	d.shift()
	d.stack()
}

// separation is the least distance of the middles of two boxes side by side.
func separation(a, b *box) float64 {
	gap := float64(nodeGap)
	if a.isLane() || b.isLane() {
		gap = laneGap
	}
	return a.w/2 + a.extra + gap + b.w/2
}

// run is a row of boxes that touch, moved as one.
type run struct {
	at, weight float64 // where the first box belongs, as the weighted mean of all
	boxes      int
}

// settle moves the boxes of a layer to the middle of their neighbours, in the
// sense of the least squares that keep order and distance: rows of boxes that
// would overlap are joined and moved to their common mean.
func settle(layer []*box) {
	offset := make([]float64, len(layer)) // from the first box, when all touch
	var runs []run
	for i, b := range layer {
		if i > 0 {
			offset[i] = offset[i-1] + separation(layer[i-1], b)
		}
		at, weight := desire(b)
		r := run{at: at - offset[i], weight: weight, boxes: 1}
		for len(runs) > 0 && runs[len(runs)-1].at >= r.at {
			last := runs[len(runs)-1]
			runs = runs[:len(runs)-1]
			sum := last.weight + r.weight
			r = run{at: (last.at*last.weight + r.at*r.weight) / sum, weight: sum, boxes: last.boxes + r.boxes}
		}
		runs = append(runs, r)
	}
	i := 0
	for _, r := range runs {
		for range r.boxes {
			layer[i].x = r.at + offset[i]
			i++
		}
	}
}

// desire is where a box wants to be and how much.
func desire(b *box) (at, weight float64) {
	for _, links := range [][]link{b.up, b.down} {
		for _, n := range links {
			at += n.weight * n.to.x
			weight += n.weight
		}
	}
	if weight == 0 {
		return b.x, 0.1
	}
	return at / weight, weight
}

// shift moves the drawing to the right of its corner and measures its width.
func (d *drawing) shift() {
	least, most := math.Inf(1), math.Inf(-1)
	for _, layer := range d.layers {
		for _, b := range layer {
			least = min(least, b.x-b.w/2)
			most = max(most, b.x+b.w/2+b.extra)
		}
	}
	for _, layer := range d.layers {
		for _, b := range layer {
			b.x = math.Round(b.x - least)
		}
	}
	d.w = math.Ceil(most - least)
}

// stack puts the layers one below the other, each box in the middle of its
// layer.
func (d *drawing) stack() {
	y := 0.0
	for i, layer := range d.layers {
		if i > 0 {
			y += gap(layer)
		}
		height := 0.0
		for _, b := range layer {
			height = max(height, b.h)
		}
		for _, b := range layer {
			b.y = y + math.Round((height-b.h)/2)
			b.top, b.bottom = y, y+height
		}
		y += height
	}
	d.h = y
}

// gap is the distance to the layer above: more where lines go far sideways.
func gap(layer []*box) float64 {
	far := 0.0
	for _, b := range layer {
		for _, n := range b.up {
			far = max(far, math.Abs(b.x-n.to.x))
		}
	}
	return layerGap + math.Round(min(far/12, layerGap))
}
