package check

import (
	"slices"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// stateFields checks which fields a state has: those that every state needs, those its type does not know and those of which
// only one may be given.
func (c *checker) stateFields(st *asl.State) {
	c.required(st.Node, st.Path, "Type")
	if st.Type == 0 {
		return
	}
	names := append(commonFields[:len(commonFields):len(commonFields)], fieldsOfType[st.Type]...)
	for _, m := range st.Node.Members {
		if slices.Contains(names, m.Key) {
			continue
		}
		c.schema(m.KeySpan, st.Path, c.unknownFieldHelp(m.Key, st.Type, names), "Field '%s' is not supported", m.Key)
	}
	for _, pair := range exclusive {
		c.onlyOne(st.Node, st.Path, pair[0], pair[1])
	}
	if a := st.Assign; a != nil && slices.Contains(names, "Assign") {
		c.object(a, st.Path+"/Assign")
	}
	for _, name := range []string{"Error", "Cause"} {
		n := st.Node.Get(name)
		if n != nil && st.Type == asl.Fail && n.Kind() != value.String {
			c.schema(n.Span, st.Path+"/"+name, "Write a string.", "Expected value of type [STRING]")
		}
	}
}

// unknownFieldHelp suggests the name that was meant, else says which types have the field.
func (c *checker) unknownFieldHelp(field string, t asl.Type, names []string) string {
	var types []string
	for _, name := range asl.TypeNames() {
		other, _ := asl.TypeNamed(name)
		if slices.Contains(fieldsOfType[other], field) {
			types = append(types, name)
		}
	}
	if len(types) > 0 {
		return "A " + t.String() + " state does not have it; these types do: " + strings.Join(types, ", ") + "."
	}
	if meant := c.meant(field, names); meant != "" {
		return meant
	}
	return "Remove it. The fields of a " + t.String() + " state are " + strings.Join(names, ", ") + "."
}
