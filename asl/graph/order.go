package graph

import (
	"cmp"
	"slices"
)

// sweeps is how often the layers are sorted, downwards and upwards in turn.
// Graphs of some hundred states settle long before.
const sweeps = 12

// order sorts each layer so that few lines cross: boxes are drawn to the middle
// of their neighbours, sweep by sweep, and the best arrangement is kept.
func (d *drawing) order() {
	d.number()
	if d.pairs() > maxPairs {
		return
	}
	best, fewest := d.arrangement(), d.crossings()
	for sweep := 0; sweep < sweeps && fewest > 0; sweep++ {
		if sweep%2 == 0 {
			for _, layer := range d.layers[1:] {
				sortLayer(layer, func(b *box) []link { return b.up })
			}
		} else {
			for i := len(d.layers) - 2; i >= 0; i-- {
				sortLayer(d.layers[i], func(b *box) []link { return b.down })
			}
		}
		d.swapNeighbours()
		if n := d.crossings(); n < fewest {
			best, fewest = d.arrangement(), n
		}
	}
	d.layers = best
	d.number()
}

// maxPairs bounds the work of order, which looks at each pair of boxes in a
// layer many times. Beyond it the order of the definition stands.
const maxPairs = 2_000_000

func (d *drawing) pairs() int {
	n := 0
	for _, layer := range d.layers {
		n += len(layer) * len(layer)
	}
	return n
}

func (d *drawing) number() {
	for _, layer := range d.layers {
		for i, b := range layer {
			b.pos = i
		}
	}
}

func (d *drawing) arrangement() [][]*box {
	c := make([][]*box, len(d.layers))
	for i, layer := range d.layers {
		c[i] = slices.Clone(layer)
	}
	return c
}

// sortLayer sorts a layer by the mean position of each box's neighbours. One
// without neighbours stays about where it is.
func sortLayer(layer []*box, neighbours func(*box) []link) {
	weight := make(map[*box]float64, len(layer))
	for _, b := range layer {
		ns := neighbours(b)
		weight[b] = float64(b.pos)
		if len(ns) > 0 {
			sum := 0
			for _, n := range ns {
				sum += n.to.pos
			}
			weight[b] = float64(sum) / float64(len(ns))
		}
	}
	slices.SortStableFunc(layer, func(a, b *box) int { return cmp.Compare(weight[a], weight[b]) })
	for i, b := range layer {
		b.pos = i
	}
}

// swapNeighbours exchanges boxes side by side where that takes crossings away.
func (d *drawing) swapNeighbours() {
	for _, layer := range d.layers {
		for i := 1; i < len(layer); i++ {
			a, b := layer[i-1], layer[i]
			now := inversions(a.up, b.up) + inversions(a.down, b.down)
			swapped := inversions(b.up, a.up) + inversions(b.down, a.down)
			if swapped < now {
				layer[i-1], layer[i] = b, a
				a.pos, b.pos = b.pos, a.pos
			}
		}
	}
}

// crossings counts the crossings of all lines.
func (d *drawing) crossings() int {
	n := 0
	for _, layer := range d.layers {
		for i, a := range layer {
			for _, b := range layer[i+1:] {
				n += inversions(a.down, b.down)
			}
		}
	}
	return n
}

// inversions counts the pairs of neighbours of which the left box's lies
// further right.
func inversions(left, right []link) int {
	n := 0
	for _, a := range left {
		for _, b := range right {
			if a.to.pos > b.to.pos {
				n++
			}
		}
	}
	return n
}
