package jsonata

import "math"

func fnFormatInteger(ev *evaluator, args []item) (item, error) {
	a, picture := arg(args, 0), arg(args, 1)
	if !a.defined() {
		return item{}, nil
	}
	p, err := parseIntegerPicture(picture.str)
	if err != nil {
		return item{}, err
	}
	s, err := p.format(math.Floor(a.num))
	if err != nil {
		return item{}, err
	}
	return textItem(s), ev.allocate(len(s) + len(picture.str))
}

func fnParseInteger(ev *evaluator, args []item) (item, error) {
	a, picture := arg(args, 0), arg(args, 1)
	if !a.defined() {
		return item{}, nil
	}
	p, err := parseIntegerPicture(picture.str)
	if err != nil {
		return item{}, err
	}
	f, err := p.parse(a.str)
	if err != nil {
		return item{}, err
	}
	return numberItem(f), ev.spend(len(a.str) + len(picture.str))
}
