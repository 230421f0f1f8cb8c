package jsonpath

import (
	"math"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// functionCall is one use of a function: what stands before it and its arguments.
type functionCall struct {
	e     *evaluation
	call  *call
	model value.Value
	args  []value.Value
}

var functions = map[string]func(functionCall) (value.Value, error){
	"length": (functionCall).length,
	"size":   (functionCall).length,
	"keys":   (functionCall).keys,
	"append": (functionCall).append,
	"concat": (functionCall).concat,
	"min":    (functionCall).min,
	"max":    (functionCall).max,
	"sum":    (functionCall).sum,
	"avg":    (functionCall).avg,
	"stddev": (functionCall).stddev,
	"first":  func(c functionCall) (value.Value, error) { return c.element(0) },
	"last":   func(c functionCall) (value.Value, error) { return c.element(-1) },
	"index":  (functionCall).index,
}

// length counts elements or members; it is null for everything else, strings included.
func (c functionCall) length() (value.Value, error) {
	if len(c.args) > 0 {
		if c.call.children == nil {
			return value.Value{}, failed("NullPointerException", "The argument of %s() must be a path", c.call.name)
		}
		inner := &frame{roots: c.e.roots, document: c.model, visits: c.e.visits}
		v, err := inner.inner(c.call.children, c.model, false)
		if err != nil {
			return value.Value{}, err
		}
		if v.Kind() == value.Array {
			return value.Int(int64(v.Len())), nil
		}
	}
	if k := c.model.Kind(); k == value.Array || k == value.Object {
		return value.Int(int64(c.model.Len())), nil
	}
	return value.NullValue, nil
}

func (c functionCall) keys() (value.Value, error) {
	if c.model.Kind() != value.Object {
		return value.NullValue, nil
	}
	var keys []value.Value
	for k := range c.model.Members() {
		keys = append(keys, value.Text(k))
	}
	return value.ArrayOf(keys), nil
}

func (c functionCall) append() (value.Value, error) {
	if c.model.Kind() != value.Array {
		return c.model, nil
	}
	elems := make([]value.Value, 0, c.model.Len()+len(c.args))
	for _, x := range c.model.Elems() {
		elems = append(elems, x)
	}
	return value.ArrayOf(append(elems, c.args...)), nil
}

// concat joins the strings of an array and of the arguments. A number counts only within an array that is an argument.
func (c functionCall) concat() (value.Value, error) {
	var b strings.Builder
	for _, x := range c.model.Elems() {
		b.WriteString(x.Str())
	}
	for _, a := range c.args {
		b.WriteString(a.Str())
		for _, x := range a.Elems() {
			if x.Kind() != value.Null {
				b.WriteString(javaString(x))
			}
		}
	}
	return value.Text(b.String()), nil
}

// numbers gathers the numbers of an array and of the arguments.
func (c functionCall) numbers() ([]float64, error) {
	var ns []float64
	take := func(v value.Value) {
		if v.Kind() == value.Number {
			ns = append(ns, v.Float())
		}
	}
	for _, x := range c.model.Elems() {
		take(x)
	}
	for _, a := range c.args {
		take(a)
		for _, x := range a.Elems() {
			take(x)
		}
	}
	if len(ns) == 0 {
		return nil, failed(jsonPath, "%s", emptyArray)
	}
	return ns, nil
}

const emptyArray = "Aggregation function attempted to calculate value using empty array"

func (c functionCall) min() (value.Value, error) {
	return c.fold(math.MaxFloat64, func(m, n float64) float64 {
		if m > n {
			return n
		}
		return m
	})
}

// max starts from Java's Double.MIN_VALUE, the smallest number above zero, as Jayway does: no maximum is negative.
func (c functionCall) max() (value.Value, error) {
	return c.fold(math.SmallestNonzeroFloat64, func(m, n float64) float64 {
		if m < n {
			return n
		}
		return m
	})
}

func (c functionCall) sum() (value.Value, error) {
	return c.fold(0, func(sum, n float64) float64 { return sum + n })
}

func (c functionCall) fold(start float64, f func(acc, n float64) float64) (value.Value, error) {
	ns, err := c.numbers()
	if err != nil {
		return value.Value{}, err
	}
	for _, n := range ns {
		start = f(start, n)
	}
	return number(start), nil
}

func (c functionCall) avg() (value.Value, error) {
	ns, err := c.numbers()
	if err != nil {
		return value.Value{}, err
	}
	sum := 0.0
	for _, n := range ns {
		sum += n
	}
	return number(sum / float64(len(ns))), nil
}

// stddev is the deviation of the whole population, computed from the sum and the sum of squares. The conversions keep a
// compiler from fusing the multiplication into the addition, which would change the last digit.
func (c functionCall) stddev() (value.Value, error) {
	ns, err := c.numbers()
	if err != nil {
		return value.Value{}, err
	}
	sum, squares, count := 0.0, 0.0, float64(len(ns))
	for _, n := range ns {
		sum += n
		squares += float64(n * n)
	}
	return number(math.Sqrt(squares/count - float64(sum*sum)/count/count)), nil
}

func (c functionCall) index() (value.Value, error) {
	if c.model.Kind() != value.Array {
		return value.Value{}, failed(jsonPath, "%s", emptyArray)
	}
	for _, a := range c.args {
		if a.Kind() == value.Number {
			return c.element(decimalInt(a.Num()))
		}
		for _, x := range a.Elems() {
			if x.Kind() == value.Number {
				return c.element(decimalInt(x.Num()))
			}
		}
	}
	return value.Value{}, failed(indexOutOfBounds, "Index 0 out of bounds for length 0")
}

// element takes one element. Counted from the end, Jayway does not reach the first one.
func (c functionCall) element(n int) (value.Value, error) {
	if c.model.Kind() != value.Array {
		return value.Value{}, failed(jsonPath, "%s", emptyArray)
	}
	length := c.model.Len()
	if n >= length {
		return value.Value{}, failed(indexOutOfBounds, "Index %d out of bounds for length %d", n, length)
	}
	if n < 0 && length+n <= 0 {
		return value.Value{}, failed(jsonPath, "Target index:%d larger than object count:%d", n, length)
	}
	if n < 0 {
		n += length
	}
	return c.model.Index(n), nil
}
