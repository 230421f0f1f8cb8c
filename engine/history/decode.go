package history

import (
	"errors"
	"fmt"
	"math/bits"

	"github.com/stepmill/stepmill/asl/value"
)

// decoder reads records; it implements coder. The first error stops it: every later read returns zero.
type decoder struct {
	text   string
	pos    int
	mask   uint32
	texts  []string
	at, id int64
	err    error
}

var errShort = errors.New("it ends too early")

// fieldBits is how many bits of the mask this version knows.
const fieldBits = 22

func (d *decoder) record(r *Record) {
	if d.pos+5 > len(d.text) {
		d.fail(errShort)
		return
	}
	r.Type = Type(d.text[d.pos])
	if !r.Type.Known() {
		d.fail(fmt.Errorf("unknown type %d", r.Type))
		return
	}
	d.mask = uint32(d.text[d.pos+1]) | uint32(d.text[d.pos+2])<<8 | uint32(d.text[d.pos+3])<<16 | uint32(d.text[d.pos+4])<<24
	if bits.Len32(d.mask) > fieldBits {
		d.fail(fmt.Errorf("unknown field %d", bits.Len32(d.mask)-1))
		return
	}
	d.pos += 5
	d.at += d.varint()
	r.At = d.at
	if r.Type.Shown() {
		d.id += d.varint()
		r.ID = d.id
		r.Prev = r.ID - d.varint()
	}
	r.fields(d)
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *decoder) has(bit uint) bool { return d.err == nil && d.mask&(1<<bit) != 0 }

func (d *decoder) uint() uint64 {
	var x uint64
	for shift := uint(0); d.pos < len(d.text) && shift < 64; shift += 7 {
		b := d.text[d.pos]
		d.pos++
		x |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return x
		}
	}
	d.fail(errShort)
	return 0
}

func (d *decoder) varint() int64 {
	u := d.uint()
	return int64(u>>1) ^ -int64(u&1)
}

func (d *decoder) int(bit uint, p *int64) {
	if d.has(bit) {
		*p = d.varint()
	}
}

func (d *decoder) int32(bit uint, p *int32) {
	if d.has(bit) {
		*p = int32(d.varint())
	}
}

func (d *decoder) str(bit uint, p *string) {
	if d.has(bit) {
		*p = d.readText()
	}
}

func (d *decoder) val(bit uint, p *value.Value) {
	if d.has(bit) {
		*p = d.readValue()
	}
}

func (d *decoder) members(bit uint, p *[]value.Member) {
	if !d.has(bit) {
		return
	}
	n := d.uint()
	for ; n > 0 && d.err == nil; n-- {
		k := d.readText()
		*p = append(*p, value.Member{Key: k, Value: d.readValue()})
	}
}

func (d *decoder) start(bit uint, p **Start) {
	if !d.has(bit) {
		return
	}
	s, err := decodeStart(d.readText())
	if err != nil {
		d.fail(err)
	}
	*p = s
}

// readText returns the next text, given in place or as a reference. Texts share the memory of the chunk.
func (d *decoder) readText() string {
	back := d.uint()
	if back > 0 {
		if back > uint64(len(d.texts)) {
			d.fail(errors.New("a reference to a text that is not there"))
			return ""
		}
		return d.texts[uint64(len(d.texts))-back]
	}
	n := d.uint()
	if d.err != nil || n > uint64(len(d.text)-d.pos) {
		d.fail(errShort)
		return ""
	}
	s := d.text[d.pos : d.pos+int(n)]
	d.pos += int(n)
	d.texts = append(d.texts, s)
	return s
}

// readValue returns the next payload. It was JSON when it was written, and the store's pages have checksums of their own, yet
// a damaged one must not reach the interpreter.
func (d *decoder) readValue() value.Value {
	v, err := value.Parse(d.readText())
	if err != nil {
		d.fail(err)
	}
	return v
}
