package jsonpath

import "github.com/stepmill/stepmill/asl/value"

// textPerVisit is how many bytes of text weigh as much as one node.
const textPerVisit = 16

func noCost(operand, operand) int { return 0 }

// flatCost weighs the elements of the operands but not what is in them.
func flatCost(l, r operand) int { return l.width() + r.width() }

// productCost weighs a comparison of every element with every other.
func productCost(l, r operand) int {
	if l.width() > MaxVisits || r.width() > MaxVisits { // keeps the product in range
		return MaxVisits + 1
	}
	return l.width() * r.width()
}

// backtrackCost is what a match of a pattern that backtracks costs beside its text: its time has a limit of its own, but many
// matches each just below that limit must end as well.
const backtrackCost = 100

func matchCost(l, r operand) int {
	cost := deepCost(l, r)
	if l.kind == kindPattern && l.pattern.linear == nil || r.kind == kindPattern && r.pattern.linear == nil {
		cost += backtrackCost
	}
	return cost
}

// deepCost weighs everything in the operands.
func deepCost(l, r operand) int { return l.weight() + r.weight() }

func (o operand) width() int {
	if o.kind == kindJSON {
		return o.v.Len()
	}
	return len(o.v.Str()) / textPerVisit
}

func (o operand) weight() int {
	if o.kind == kindJSON {
		return weigh(o.v)
	}
	return o.width()
}

func weigh(v value.Value) int {
	n := 1 + len(v.Str())/textPerVisit
	for _, x := range v.Elems() {
		n += weigh(x)
	}
	for _, x := range v.Members() {
		n += weigh(x)
	}
	return n
}
