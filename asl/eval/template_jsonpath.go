package eval

import (
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// pathTemplate compiles a payload template: every key that ends in ".$", at any depth, holds a path or an intrinsic function.
func (c *compiler) pathTemplate(p place) template {
	switch p.node.Kind() {
	case value.Array:
		return c.array(p, c.pathTemplate)
	case value.Object:
		return c.pathObject(p)
	}
	return constant{p.node.Value}
}

func (c *compiler) pathObject(p place) template {
	fixed, computed := c.splitMembers(p)
	o, dynamic := &object{}, len(computed) > 0
	for _, m := range fixed {
		t := c.pathTemplate(p.member(m.Key, m.Value))
		dynamic = dynamic || isDynamic(t)
		o.keys, o.values = append(o.keys, m.Key), append(o.values, t)
	}
	if !dynamic {
		return constant{p.node.Value}
	}
	for _, m := range computed {
		o.keys = append(o.keys, strings.TrimSuffix(m.Key, ".$"))
		o.values = append(o.values, c.pathMember(p, m))
	}
	return o
}

// splitMembers separates the members that stand for themselves, in document order, from those whose key ends in ".$", in the
// order in which AWS emits them after the others. Of a key that occurs twice the last one counts.
func (c *compiler) splitMembers(p place) (fixed, computed []asl.MemberNode) {
	at := map[string]int{}
	for _, m := range p.node.Members {
		to := &fixed
		if strings.HasSuffix(m.Key, ".$") {
			to = &computed
		}
		if i, twice := at[m.Key]; twice {
			(*to)[i] = m
			continue
		}
		at[m.Key] = len(*to)
		*to = append(*to, m)
	}
	for _, m := range computed {
		if _, both := at[strings.TrimSuffix(m.Key, ".$")]; both {
			c.report(p, codeSchema, "Keep one of the two keys.", "The fields '%s' and '%s' cannot be used together",
				strings.TrimSuffix(m.Key, ".$"), m.Key)
		}
	}
	hashOrder(computed)
	return fixed, computed
}

// pathMember compiles the value of a key that ends in ".$".
func (c *compiler) pathMember(p place, m asl.MemberNode) template {
	if m.Value.Kind() == value.String {
		if t := c.leaf(m.Value.Value.Str(), m.Key); t != nil {
			return t
		}
	}
	c.report(place{m.Value, p.at}, codeSchema, "A key that ends in '.$' takes a string with a path ($.a, $$.State.Name, $name) "+
		"or an intrinsic function; to pass the value on as it is, drop the '.$'.",
		"The value for the field '%s' must be a valid JSONPath or a valid intrinsic function call", m.Key)
	return constant{value.NullValue}
}
