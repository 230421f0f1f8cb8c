package eval

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// jsonataTemplate compiles a JSON value whose strings of the form {% … %} are expressions.
func (c *compiler) jsonataTemplate(p place) template {
	switch p.node.Kind() {
	case value.Array:
		return c.array(p, c.jsonataTemplate)
	case value.Object:
		return c.jsonataObject(p)
	case value.String:
		if text, is := expressionText(p.node.Value.Str()); is {
			return c.expression(p, text)
		}
	}
	return constant{p.node.Value}
}

func (c *compiler) jsonataObject(p place) template {
	o, dynamic, at := &object{}, false, map[string]int{}
	for _, m := range p.node.Members {
		t := c.jsonataTemplate(p.member(m.Key, m.Value))
		dynamic = dynamic || isDynamic(t)
		if i, twice := at[m.Key]; twice {
			o.values[i] = t
			continue
		}
		at[m.Key] = len(o.keys)
		o.keys, o.values = append(o.keys, m.Key), append(o.values, t)
	}
	if !dynamic {
		return constant{p.node.Value}
	}
	return o
}

// expressionText returns what stands between {% and %}, which must be the very first and last characters of the string.
func expressionText(s string) (text string, is bool) {
	if len(s) < 4 || !strings.HasPrefix(s, "{%") || !strings.HasSuffix(s, "%}") {
		return "", false
	}
	return strings.TrimSpace(s[2 : len(s)-2]), true
}
