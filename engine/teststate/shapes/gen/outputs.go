package main

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/stepmill/stepmill/engine/teststate/shapes"
)

// outputs keeps of a model what its operations answer.
func (m *model) outputs() *shapes.Service {
	c := collector{
		model: m, places: map[string]int{}, plain: map[string]int{},
		out: &shapes.Service{Operations: map[string]int{}},
	}
	for _, name := range slices.Sorted(maps.Keys(m.Operations)) {
		if o := m.Operations[name].Output; o != nil {
			c.out.Operations[name] = c.place(o.Shape)
		}
	}
	return c.out
}

// collector numbers the shapes that outputs reach, in the order in which they are first met.
type collector struct {
	model  *model
	out    *shapes.Service
	places map[string]int // by name
	plain  map[string]int // shapes without members, by what they are: many names stand for the same
}

func (c *collector) place(name string) int {
	if at, ok := c.places[name]; ok {
		return at
	}
	from := c.model.Shapes[name]
	s := shapes.Shape{Type: types[from.Type], Min: from.Min, Max: from.Max, Enum: from.Enum}
	if from.Document || from.EventStream {
		s = shapes.Shape{Type: "any"}
	}
	switch s.Type {
	case "structure", "list", "map":
	default:
		key, err := json.Marshal(s)
		if err != nil {
			panic("gen: " + err.Error()) // numbers and strings always marshal
		}
		at, ok := c.plain[string(key)]
		if !ok {
			at = c.append(s)
			c.plain[string(key)] = at
		}
		c.places[name] = at
		return at
	}
	at := c.append(s)
	c.places[name] = at // before its members: shapes may be recursive
	switch s.Type {
	case "list":
		s.Element = c.place(from.Member.Shape)
	case "map":
		s.Element = c.place(from.Value.Shape)
	default:
		for _, m := range from.Members {
			s.Members = append(s.Members, shapes.Member{
				Name: statesName(m.name), Shape: c.place(m.shape), Required: slices.Contains(from.Required, m.name),
			})
		}
	}
	c.out.Shapes[at] = s
	return at
}

func (c *collector) append(s shapes.Shape) int {
	c.out.Shapes = append(c.out.Shapes, s)
	return len(c.out.Shapes) - 1
}

// types are the types of JSON in which Step Functions hands on those of the models: times are ISO 8601 strings, and so are bytes.
var types = map[string]string{
	"structure": "structure", "list": "list", "map": "map", "string": "string", "character": "string", "blob": "string", "timestamp": "string",
	"integer": "number", "long": "number", "float": "number", "double": "number", "boolean": "boolean",
}
