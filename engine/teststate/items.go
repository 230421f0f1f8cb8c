package teststate

import (
	"strings"

	"github.com/stepmill/stepmill/asl/eval"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// items returns what the Map state iterates over; known is false if only its ItemReader could tell.
func (t *test) items(effective value.Value) (items []item, known bool, f *fault.Fault) {
	if t.state.Map.ItemReader == nil {
		v, f := t.flow.Items(t.env, effective)
		return itemsOf(v), true, f
	}
	if _, f := t.flow.ReaderArguments(t.env, effective); f != nil {
		return nil, false, f
	}
	limit, f := t.flow.MaxItems(t.env, effective)
	if f != nil {
		return nil, false, f
	}
	data, given := t.req.readerData()
	if !given {
		return nil, false, nil
	}
	v, ok, f := t.readItems(data)
	if f != nil || !ok {
		return nil, false, f
	}
	items = itemsOf(v)
	if limit > 0 && int64(len(items)) > limit {
		items = items[:limit]
	}
	return items, true, nil
}

// itemsOf takes an array or an object apart.
func itemsOf(v value.Value) []item {
	var items []item
	for i, e := range v.Elems() {
		items = append(items, item{index: i, value: e})
	}
	for key, e := range v.Members() {
		items = append(items, item{index: len(items), key: key, value: e})
	}
	return items
}

// readItems reads the data of an ItemReader as its configuration says. ok is false for formats that a text cannot stand for.
// Source: AWS Step Functions Developer Guide, "ItemReader (Map)".
func (t *test) readItems(data string) (v value.Value, ok bool, f *fault.Fault) {
	config := t.state.Map.ItemReader.Get("ReaderConfig")
	switch config.Get("InputType").Text() {
	case "CSV":
		v, f = readCSV(data, config)
		return v, true, f
	case "JSONL":
		v, f = readLines(data)
		return v, true, f
	case "PARQUET":
		return v, false, nil
	}
	v, err := value.Parse(data)
	if err != nil {
		return v, false, readerFault("The data of the ItemReader is not JSON: " + err.Error())
	}
	if pointer := config.Get("ItemsPointer").Text(); pointer != "" {
		if v = follow(v, pointer); !v.IsDefined() {
			return v, false, readerFault("The ItemsPointer " + pointer + " leads to nothing in the data of the ItemReader.")
		}
		t.notes.itemsPointer = v
	}
	if v.Kind() != value.Array && v.Kind() != value.Object {
		return v, false, readerFault("Attempting to map over non-iterable node.")
	}
	return v, true, nil
}

func readerFault(cause string) *fault.Fault {
	return fault.New(fault.ItemReaderFailed, cause)
}

func readLines(data string) (value.Value, *fault.Fault) {
	var lines []value.Value
	for line := range strings.Lines(data) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		v, err := value.Parse(line)
		if err != nil {
			return value.Value{}, readerFault("A line of the ItemReader's data is not JSON: " + err.Error())
		}
		lines = append(lines, v)
	}
	return value.ArrayOf(lines), nil
}

// follow returns what a JSON Pointer leads to; undefined if nothing.
// Source: RFC 6901.
func follow(v value.Value, pointer string) value.Value {
	unescape := strings.NewReplacer("~1", "/", "~0", "~")
	for _, step := range strings.Split(pointer, "/")[1:] {
		step = unescape.Replace(step)
		if v.Kind() == value.Array {
			i, ok := value.NumberText(step).Int()
			if !ok || i < 0 || i >= int64(v.Len()) {
				return value.Value{}
			}
			v = v.Index(int(i))
			continue
		}
		v = v.Get(step)
	}
	return v
}

// inBatches groups the inputs of iterations as the ItemBatcher says.
// Source: AWS Step Functions Developer Guide, "ItemBatcher (Map)".
func inBatches(inputs []value.Value, b *eval.Batch) []value.Value {
	var batches, items []value.Value
	size := int64(0)
	flush := func() {
		if len(items) == 0 {
			return
		}
		var o value.ObjectBuilder
		if b.Input.IsDefined() {
			o.Set("BatchInput", b.Input)
		}
		o.Set("Items", value.ArrayOf(items))
		batches, items, size = append(batches, o.Value()), nil, 0
	}
	for _, in := range inputs {
		n := int64(in.Size())
		if b.MaxItems > 0 && int64(len(items)) == b.MaxItems || b.MaxBytes > 0 && size+n > b.MaxBytes {
			flush()
		}
		items, size = append(items, in), size+n
	}
	flush()
	return batches
}
