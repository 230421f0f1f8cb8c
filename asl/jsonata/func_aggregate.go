package jsonata

import "math"

var aggregateFunctions = []definition{
	{name: "sum", signature: "<a<n>:n>", arity: 1, native: fnSum},
	{name: "count", signature: "<a:n>", arity: 1, native: fnCount},
	{name: "max", signature: "<a<n>:n>", arity: 1, native: fnMax},
	{name: "min", signature: "<a<n>:n>", arity: 1, native: fnMin},
	{name: "average", signature: "<a<n>:n>", arity: 1, native: fnAverage},
}

// fold goes through an array of numbers.
func (ev *evaluator) fold(l *list, f func(float64)) error {
	for i := range l.len() {
		f(l.at(i).num)
	}
	return ev.spend(l.len())
}

func fnSum(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() {
		return item{}, nil
	}
	total := 0.0
	err := ev.fold(a.list(), func(f float64) { total += f })
	return numberItem(total), err
}

func fnCount(_ *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() {
		return numberItem(0), nil
	}
	return numberItem(float64(a.list().len())), nil
}

func fnMax(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() || a.list().len() == 0 {
		return item{}, nil
	}
	most := math.Inf(-1)
	err := ev.fold(a.list(), func(f float64) { most = math.Max(most, f) })
	return numberItem(most), err
}

func fnMin(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() || a.list().len() == 0 {
		return item{}, nil
	}
	least := math.Inf(1)
	err := ev.fold(a.list(), func(f float64) { least = math.Min(least, f) })
	return numberItem(least), err
}

func fnAverage(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() || a.list().len() == 0 {
		return item{}, nil
	}
	total := 0.0
	err := ev.fold(a.list(), func(f float64) { total += f })
	return numberItem(total / float64(a.list().len())), err
}
