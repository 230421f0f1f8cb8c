package eval

import (
	"math"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// The limits of a distributed Map.
const (
	maxItems      = math.MaxInt32
	maxBatchBytes = 262_144 // AWS Step Functions Developer Guide, "ItemBatcher"
)

// distributed is what a Map state has for its Map Run.
// Sources: AWS Step Functions Developer Guide, "ItemReader", "ItemBatcher", "ResultWriter" and "Tolerated failure threshold".
type distributed struct {
	toleratedCount      *integer
	toleratedPercentage *percentage
	reader, writer      template // the arguments of the resource
	maxItems            *integer
	batched             bool
	batchItems          *integer
	batchBytes          *integer
	batchInput          template
}

func (c *compiler) distributed(m *asl.Map) *distributed {
	d := &distributed{
		toleratedCount: c.integer("ToleratedFailureCount", place{m.ToleratedFailureCount, "ToleratedFailureCount"},
			place{m.ToleratedFailureCountPath, "ToleratedFailureCountPath"}, bounds{0, maxItems}),
		toleratedPercentage: c.percentage(place{m.ToleratedFailurePercentage, "ToleratedFailurePercentage"},
			place{m.ToleratedFailurePercentagePath, "ToleratedFailurePercentagePath"}),
		reader: c.resourceArguments(place{m.ItemReader, "ItemReader"}),
		writer: c.resourceArguments(place{m.ResultWriter, "ResultWriter"}),
	}
	if config := m.ItemReader.Get("ReaderConfig"); config != nil {
		at := place{config, "ItemReader/ReaderConfig"}
		// AWS takes a negative constant and fails the Map Run with a text of its own.
		d.maxItems = c.integerOf(at, "MaxItems", bounds{math.MinInt64, math.MaxInt64})
	}
	if b := (place{m.ItemBatcher, "ItemBatcher"}); b.node != nil {
		d.batched = true
		d.batchItems = c.integerOf(b, "MaxItemsPerBatch", bounds{1, maxItems})
		d.batchBytes = c.integerOf(b, "MaxInputBytesPerBatch", bounds{1, maxBatchBytes})
		d.batchInput = c.template(b.member("BatchInput", b.node.Get("BatchInput")))
	}
	return d
}

// integerOf compiles the member name of the object p, or its sister name+"Path".
func (c *compiler) integerOf(p place, name string, b bounds) *integer {
	return c.integer(name, p.member(name, p.node.Get(name)), p.member(name+"Path", p.node.Get(name+"Path")), b)
}

// resourceArguments compiles the Parameters or Arguments of an ItemReader or ResultWriter.
func (c *compiler) resourceArguments(p place) template {
	key := "Parameters"
	if c.jsonata() {
		key = "Arguments"
	}
	return c.template(p.member(key, p.node.Get(key)))
}

// Tolerance returns how many items of a Map state may fail, as a count and as a percentage; 0 is none given.
func (s *State) Tolerance(e *Env, effective value.Value) (count int64, percent float64, f *fault.Fault) {
	if s.mapping == nil {
		return 0, 0, nil
	}
	sc := &scope{env: e, root: effective}
	if count, f = s.mapping.distributed.toleratedCount.eval(sc); f != nil {
		return 0, 0, f
	}
	percent, f = s.mapping.distributed.toleratedPercentage.eval(sc)
	return count, percent, f
}

// ReaderArguments returns the evaluated Parameters or Arguments of ItemReader; undefined if there are none.
func (s *State) ReaderArguments(e *Env, effective value.Value) (value.Value, *fault.Fault) {
	if s.mapping == nil || s.mapping.distributed.reader == nil {
		return value.Value{}, nil
	}
	return s.mapping.distributed.reader.eval(&scope{env: e, root: effective})
}

// WriterArguments returns the evaluated Parameters or Arguments of ResultWriter; undefined if there are none.
func (s *State) WriterArguments(e *Env, effective value.Value) (value.Value, *fault.Fault) {
	if s.mapping == nil || s.mapping.distributed.writer == nil {
		return value.Value{}, nil
	}
	return s.mapping.distributed.writer.eval(&scope{env: e, root: effective})
}

// MaxItems returns how many items an ItemReader reads at most; 0 is no limit.
func (s *State) MaxItems(e *Env, effective value.Value) (int64, *fault.Fault) {
	if s.mapping == nil {
		return 0, nil
	}
	n, f := s.mapping.distributed.maxItems.eval(&scope{env: e, root: effective})
	if f == nil && n < 0 {
		return 0, &fault.Fault{Error: fault.ItemReaderFailed, Cause: "field MaxItems must be positive", Plain: true}
	}
	return n, f
}

// Batch is an evaluated ItemBatcher.
type Batch struct {
	MaxItems int64       // items in a batch, 0 is no limit
	MaxBytes int64       // bytes of a batch's input; AWS's limit if the definition has none
	Input    value.Value // BatchInput; undefined if there is none
}

// Batch evaluates ItemBatcher; nil is none.
func (s *State) Batch(e *Env, effective value.Value) (*Batch, *fault.Fault) {
	if s.mapping == nil || !s.mapping.distributed.batched {
		return nil, nil
	}
	d, sc, b := s.mapping.distributed, &scope{env: e, root: effective}, &Batch{MaxBytes: maxBatchBytes}
	var f *fault.Fault
	if b.MaxItems, f = d.batchItems.eval(sc); f != nil {
		return nil, f
	}
	if d.batchBytes != nil {
		if b.MaxBytes, f = d.batchBytes.eval(sc); f != nil {
			return nil, f
		}
	}
	if d.batchInput != nil {
		b.Input, f = d.batchInput.eval(sc)
	}
	return b, f
}
