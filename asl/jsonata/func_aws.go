package jsonata

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"encoding/hex"
	"math"

	"github.com/stepmill/stepmill/asl/value"
)

// stepFunctionsOnly are the functions that AWS Step Functions adds to the language.
var stepFunctionsOnly = []definition{
	{name: "partition", signature: "<an?:a>", arity: 2, native: fnPartition},
	{name: "range", signature: "<n?n?n?:a>", arity: 3, native: fnRange},
	{name: "hash", signature: "<s-s?:s>", arity: 2, native: fnHash},
	{name: "random", signature: "<n?:n>", arity: 1, native: fnSeededRandom},
	{name: "uuid", signature: "<:s>", native: fnUUID},
	{name: "parse", signature: "<s-:j>", arity: 1, native: fnParse},
}

// fnPartition cuts an array into pieces; the size is cut to an integer.
func fnPartition(ev *evaluator, args []item) (item, error) {
	a, size := arg(args, 0), math.Trunc(arg(args, 1).num)
	if !a.defined() || a.list().len() == 0 || !(size >= 1) {
		return item{}, nil
	}
	elems := a.list().elements()
	if err := ev.allocate(2 * len(elems) * itemSize); err != nil {
		return item{}, err
	}
	n := int(min(size, float64(len(elems))))
	var out []item
	for len(elems) > 0 {
		piece := elems[:min(n, len(elems))]
		elems = elems[len(piece):]
		out = append(out, arrayItem(newList(piece)))
	}
	return arrayItem(newList(out)), nil
}

// fnRange counts from the first number to the second, which is included if it is hit. One element stands for itself.
func fnRange(ev *evaluator, args []item) (item, error) {
	for i := range 3 {
		if !arg(args, i).defined() {
			return item{}, nil
		}
	}
	from, to, step := math.Trunc(args[0].num), math.Trunc(args[1].num), math.Trunc(args[2].num)
	if step == 0 || math.IsNaN(step) || step > 0 && from > to || step < 0 && from < to {
		return item{}, nil
	}
	size := math.Floor((to-from)/step) + 1
	if !(size <= maxRange) {
		return item{}, tooLong(size)
	}
	if err := ev.allocate(int(size) * itemSize); err != nil {
		return item{}, err
	}
	out := newSequence()
	for i := range int(size) {
		out.push(numberItem(from + float64(i)*step))
	}
	return arrayItem(out), nil
}

func fnHash(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() || !arg(args, 1).defined() {
		return item{}, nil
	}
	if err := ev.spend(len(a.str) >> 4); err != nil {
		return item{}, err
	}
	data := []byte(a.str)
	var sum []byte
	switch args[1].str {
	case "MD5":
		h := md5.Sum(data)
		sum = h[:]
	case "SHA-1":
		h := sha1.Sum(data)
		sum = h[:]
	case "SHA-256":
		h := sha256.Sum256(data)
		sum = h[:]
	case "SHA-384":
		h := sha512.Sum384(data)
		sum = h[:]
	case "SHA-512":
		h := sha512.Sum512(data)
		sum = h[:]
	default:
		return item{}, userError("D3137", textItem("Unsupported hash algorithm: "+args[1].str+
			". Use MD5, SHA-1, SHA-256, SHA-384 or SHA-512."), "")
	}
	return textItem(hex.EncodeToString(sum)), nil
}

// fnSeededRandom gives the same number for the same seed.
func fnSeededRandom(ev *evaluator, args []item) (item, error) {
	seed := arg(args, 0)
	if !seed.defined() {
		return numberItem(randomFloat(ev.random)), nil
	}
	s := splitMix(math.Float64bits(seed.num))
	return numberItem(randomFloat(&s)), nil
}

// fnUUID makes a version 4 UUID.
func fnUUID(ev *evaluator, _ []item) (item, error) {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], ev.random.Uint64())
	binary.BigEndian.PutUint64(b[8:], ev.random.Uint64())
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	s := hex.EncodeToString(b[:])
	return textItem(s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]), nil
}

// fnParse reads JSON.
func fnParse(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() {
		return item{}, nil
	}
	if err := ev.allocate(4 * len(a.str)); err != nil {
		return item{}, err
	}
	v, err := value.Parse(validText(a.str))
	if err != nil {
		return item{}, userError("D3137", textItem("The argument of $parse is not JSON: "+err.Error()), "")
	}
	return fromValue(v), nil
}
