package history

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/klauspost/compress/s2"

	"github.com/stepmill/stepmill/asl/value"
)

// FormatVersion is the version of the chunk encoding. Chunks of every version up to it can be read.
const FormatVersion = 1

// compressFrom is the size of a chunk in bytes from which compression pays for its time.
const compressFrom = 512

// flagCompressed says that the body of a chunk is one S2 block.
const flagCompressed = 1

// maxChunkBytes bounds what a chunk may claim to unpack to, against rubbish in a file. The largest chunk of a step is bounded by its
// transitions and the payload limit, far below this.
const maxChunkBytes = 1 << 30

// ErrFormat reports a chunk that this version cannot read.
var ErrFormat = errors.New("history: not a chunk of records that this version can read")

// Encoder encodes chunks. It keeps its working memory between them; the zero Encoder is ready. It is not safe for concurrent use.
type Encoder struct {
	body    encoder
	squeeze []byte
}

// Chunk returns the encoding of rs, the records of one step in order, in memory of its own.
//
// Layout: version, flags, plain size, body. Body: count, then for each record type, field mask, time and id relative to the record before
// it, and the fields of the mask in bit order (fields.go). A text that the chunk holds already is written as a reference.
func (x *Encoder) Chunk(rs []Record) []byte {
	e := &x.body
	clear(e.texts)
	*e = encoder{buf: e.buf[:0], texts: e.texts[:0]}
	e.buf = binary.AppendUvarint(e.buf, uint64(len(rs)))
	for i := range rs {
		e.record(&rs[i])
	}
	body, flags := e.buf, byte(0)
	if len(body) >= compressFrom {
		if need := s2.MaxEncodedLen(len(body)); cap(x.squeeze) < need {
			x.squeeze = make([]byte, need)
		}
		body, flags = s2.Encode(x.squeeze[:cap(x.squeeze)], body), flagCompressed
	}
	plain := uint64(len(e.buf) + e.saved)
	if cap(e.buf) > keepBytes {
		e.buf, x.squeeze = nil, nil
	}
	out := make([]byte, 0, 2+binary.MaxVarintLen32+len(body))
	out = binary.AppendUvarint(append(out, FormatVersion, flags), plain)
	return append(out, body...)
}

// keepBytes is the size of working memory that an Encoder does not keep.
const keepBytes = 1 << 20

// PlainSize returns how many bytes the records of a chunk would take if each carried its texts itself, uncompressed; 0 if data is no chunk.
func PlainSize(data []byte) int {
	if len(data) < 3 {
		return 0
	}
	n, _ := binary.Uvarint(data[2:])
	return int(n)
}

// DecodeChunk returns the records of a chunk. Every error wraps ErrFormat.
func DecodeChunk(data []byte) ([]Record, error) {
	if len(data) < 3 {
		return nil, fmt.Errorf("%w: it has %d bytes", ErrFormat, len(data))
	}
	if data[0] == 0 || data[0] > FormatVersion {
		return nil, fmt.Errorf("%w: its version is %d, this program reads up to %d", ErrFormat, data[0], FormatVersion)
	}
	_, n := binary.Uvarint(data[2:])
	if n <= 0 {
		return nil, fmt.Errorf("%w: damaged size", ErrFormat)
	}
	body := data[2+n:]
	if data[1]&flagCompressed != 0 {
		n, err := s2.DecodedLen(body)
		if err != nil || n > maxChunkBytes {
			return nil, fmt.Errorf("%w: damaged compression", ErrFormat)
		}
		if body, err = s2.Decode(nil, body); err != nil {
			return nil, fmt.Errorf("%w: %v", ErrFormat, err)
		}
	}
	d := decoder{text: string(body)}
	count := d.uint()
	if count > uint64(len(body)) {
		return nil, fmt.Errorf("%w: it claims %d records in %d bytes", ErrFormat, count, len(body))
	}
	rs := make([]Record, count)
	for i := range rs {
		d.record(&rs[i])
		if d.err != nil {
			return nil, fmt.Errorf("%w: record %d: %v", ErrFormat, i, d.err)
		}
	}
	if d.pos != len(d.text) {
		return nil, fmt.Errorf("%w: %d bytes after the last record", ErrFormat, len(d.text)-d.pos)
	}
	return rs, nil
}

// recentTexts is how many distinct texts back a reference may reach. Payloads and names repeat within a state's records, so a short
// memory finds nearly all repeats and bounds the search.
const recentTexts = 24

// encoder writes records; it implements coder.
type encoder struct {
	buf    []byte
	mask   uint32
	texts  []string // distinct texts written, in order
	saved  int      // bytes of texts that were written as references
	at, id int64    // of the record before
}

func (e *encoder) record(r *Record) {
	e.buf = append(e.buf, byte(r.Type))
	maskAt := len(e.buf)
	e.buf = append(e.buf, 0, 0, 0, 0)
	e.buf = binary.AppendVarint(e.buf, r.At-e.at)
	e.at = r.At
	if r.Type.Shown() {
		e.buf = binary.AppendVarint(e.buf, r.ID-e.id)
		e.buf = binary.AppendVarint(e.buf, r.ID-r.Prev)
		e.id = r.ID
	}
	e.mask = 0
	r.fields(e)
	binary.LittleEndian.PutUint32(e.buf[maskAt:], e.mask)
}

func (e *encoder) int(bit uint, p *int64) {
	if *p != 0 {
		e.mask |= 1 << bit
		e.buf = binary.AppendVarint(e.buf, *p)
	}
}

func (e *encoder) int32(bit uint, p *int32) {
	if *p != 0 {
		e.mask |= 1 << bit
		e.buf = binary.AppendVarint(e.buf, int64(*p))
	}
}

func (e *encoder) str(bit uint, p *string) {
	if *p != "" {
		e.mask |= 1 << bit
		e.text(*p)
	}
}

func (e *encoder) val(bit uint, p *value.Value) {
	if p.IsDefined() {
		e.mask |= 1 << bit
		e.text(p.JSON())
	}
}

func (e *encoder) members(bit uint, p *[]value.Member) {
	if len(*p) == 0 {
		return
	}
	e.mask |= 1 << bit
	e.buf = binary.AppendUvarint(e.buf, uint64(len(*p)))
	for _, m := range *p {
		e.text(m.Key)
		e.text(m.Value.JSON())
	}
}

func (e *encoder) start(bit uint, p **Start) {
	if *p != nil {
		e.mask |= 1 << bit
		e.text((*p).encode())
	}
}

// text writes s, or how many distinct texts ago it was written (from 1; 0 means that the text follows).
func (e *encoder) text(s string) {
	n := len(e.texts)
	for back := 1; back <= recentTexts && back <= n; back++ {
		if t := e.texts[n-back]; len(t) == len(s) && t == s {
			e.buf = binary.AppendUvarint(e.buf, uint64(back))
			e.saved += len(s)
			return
		}
	}
	e.texts = append(e.texts, s)
	e.buf = append(e.buf, 0)
	e.buf = binary.AppendUvarint(e.buf, uint64(len(s)))
	e.buf = append(e.buf, s...)
}
