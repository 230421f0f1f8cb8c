package graph

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

type point struct{ x, y float64 }

// portGap is the greatest distance kept between two lines where they meet a box.
const portGap = 18.0

// ports says where on the border of its ends each line begins and stops: side
// by side, in the order in which they come.
type ports struct {
	lower map[*line]float64 // on the lower border of the upper end
	upper map[*line]float64 // on the upper border of the lower end
}

func (d *drawing) ports() ports {
	p := ports{lower: map[*line]float64{}, upper: map[*line]float64{}}
	down, up := map[*box][]*line{}, map[*box][]*line{}
	for _, l := range d.lines {
		upper, lower := l.ends()
		down[upper] = append(down[upper], l)
		if !l.joins {
			up[lower] = append(up[lower], l)
		}
	}
	for _, b := range d.boxes {
		spread(b, down[b], p.lower, func(l *line) *box { return l.chain[1] })
		spread(b, up[b], p.upper, func(l *line) *box { return l.chain[len(l.chain)-2] })
	}
	return p
}

// spread places the lines at one side of a box. Each comes as near to where it
// leads as the box and its neighbours allow; a single one stays near the middle.
func spread(b *box, lines []*line, at map[*line]float64, next func(*line) *box) {
	slices.SortStableFunc(lines, func(a, b *line) int { return cmp.Compare(next(a).pos, next(b).pos) })
	reach := b.w * 0.32
	switch {
	case len(b.scopes) > 0:
		reach = b.w/2 - portGap
	case len(lines) == 1:
		reach = b.w * 0.2
	}
	gap := portGap
	if n := len(lines); n > 1 {
		gap = min(gap, 2*reach/float64(n-1))
	}
	right := b.x + reach
	for i, l := range slices.Backward(lines) {
		lowest := b.x - reach + gap*float64(i)
		at[l] = math.Round(max(lowest, min(next(l).x, right)))
		right = at[l] - gap
	}
}

// route returns the points of a line from its source to its target. Through a
// layer a line runs straight down; it turns between the layers only.
func (l *line) route(p ports) []point {
	var points []point
	for i, b := range l.chain {
		last := i == len(l.chain)-1
		switch {
		case i == 0:
			points = append(points, point{p.lower[l], b.y + b.h}, point{p.lower[l], b.bottom})
		case last && l.joins:
			points = append(points, point{b.x, b.top})
		case last:
			points = append(points, point{p.upper[l], b.top}, point{p.upper[l], b.y})
		default:
			points = append(points, point{b.x, b.top}, point{b.x, b.bottom})
		}
	}
	if l.against {
		slices.Reverse(points)
	}
	return points
}

// arrowLength is by how much a line ends before its arrow's point.
const arrowLength = 7

// arrowed returns the curve through points and an arrow at the last one.
func arrowed(points []point) (curve, arrow string) {
	end := points[len(points)-1]
	towards := 1.0 // downwards
	if points[0].y > end.y {
		towards = -1
	}
	points = slices.Clone(points)
	points[len(points)-1].y -= towards * arrowLength
	base := num(end.y - towards*(arrowLength+1))
	arrow = fmt.Sprintf("M%s %sL%s %sH%sZ", num(end.x), num(end.y), num(end.x-4), base, num(end.x+4))
	return path(points), arrow
}

// path draws points as a curve that is upright in each of them. Points in one
// upright row become one stroke.
func path(points []point) string {
	var b strings.Builder
	fmt.Fprintf(&b, "M%s %s", num(points[0].x), num(points[0].y))
	for i, q := range points[1:] {
		last := points[i]
		if math.Abs(last.x-q.x) < 0.5 {
			if i+2 == len(points) || math.Abs(points[i+2].x-q.x) >= 0.5 {
				fmt.Fprintf(&b, "V%s", num(q.y))
			}
			continue
		}
		middle := num((last.y + q.y) / 2)
		fmt.Fprintf(&b, "C%s %s %s %s %s %s", num(last.x), middle, num(q.x), middle, num(q.x), num(q.y))
	}
	return b.String()
}

// num writes a coordinate with one decimal at most.
func num(f float64) string {
	s := fmt.Sprintf("%.1f", f)
	return strings.TrimSuffix(s, ".0")
}
