package graph

import "math"

// columns returns the rows of boxes that should stand exactly below each other:
// each is the one that its neighbour above leads to first of all, and the other
// way round. Long lines are such rows, and states that simply follow each other.
func (d *drawing) columns() [][]*box {
	var columns [][]*box
	taken := map[*box]bool{}
	for _, layer := range d.layers {
		for _, b := range layer {
			if taken[b] {
				continue
			}
			column := []*box{b}
			for next := favourite(b.down); next != nil && favourite(next.up) == b; next = favourite(b.down) {
				taken[next] = true
				column = append(column, next)
				b = next
			}
			if len(column) > 1 {
				columns = append(columns, column)
			}
		}
	}
	return columns
}

// favourite is the neighbour with the most weight, nil when there are two.
func favourite(links []link) *box {
	var best link
	twice := false
	for _, l := range links {
		switch {
		case l.weight > best.weight:
			best, twice = l, false
		case l.weight == best.weight:
			twice = true
		}
	}
	if twice {
		return nil
	}
	return best.to
}

// straighten puts the boxes of a column below each other, as many at a time as
// the boxes beside them let stand in one row.
func (d *drawing) straighten(column []*box) {
	for len(column) > 0 {
		n, least, most := 0, math.Inf(-1), math.Inf(1)
		for _, b := range column {
			from, to := d.room(b)
			if max(least, from) > min(most, to) {
				break
			}
			least, most = max(least, from), min(most, to)
			n++
		}
		n = max(n, 1)
		mean := 0.0
		for _, b := range column[:n] {
			mean += b.x / float64(n)
		}
		if least <= most {
			for _, b := range column[:n] {
				b.x = max(least, min(most, mean))
			}
		}
		column = column[n:]
	}
}

// room is between where and where a box can move without touching another one.
func (d *drawing) room(b *box) (from, to float64) {
	layer := d.layers[b.layer]
	from, to = math.Inf(-1), math.Inf(1)
	if b.pos > 0 {
		from = layer[b.pos-1].x + separation(layer[b.pos-1], b)
	}
	if b.pos < len(layer)-1 {
		to = layer[b.pos+1].x - separation(b, layer[b.pos+1])
	}
	return from, to
}
