package check

import (
	"fmt"

	"github.com/stepmill/stepmill/asl"
)

// downgraded reports whether a state asks for JSONPath in a JSONata machine. AWS then says nothing about its fields.
func (c *checker) downgraded(st *asl.State) bool {
	return c.m.Language == asl.JSONata && st.Language == asl.JSONPath
}

// stateLanguage checks that a state uses only fields of its own query language.
// Source: AWS Developer Guide, "Transforming data with JSONata in Step Functions".
func (c *checker) stateLanguage(st *asl.State) {
	if c.downgraded(st) {
		c.schema(st.Node.Member("QueryLanguage").KeySpan, st.Path,
			"Rewrite the state in JSONata, or set QueryLanguage state by state instead of for the whole machine.",
			"'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine")
		return
	}
	for _, name := range fieldsOfType[st.Type] {
		c.language(st, st.Node, st.Path, name)
	}
}

// language reports the field of o, a state or a part of one, if it belongs to the other query language.
func (c *checker) language(st *asl.State, o *asl.Node, at, field string) {
	lang, only := oneLanguage[field]
	m := o.Member(field)
	if m == nil || !only || lang == st.Language || c.downgraded(st) {
		return
	}
	help := fmt.Sprintf("Set QueryLanguage to %s.", lang)
	if other := counterpart[field]; other != "" {
		help = fmt.Sprintf("Use %s instead, or set QueryLanguage to %s.", other, lang)
	}
	c.schema(m.KeySpan, at, help, "The QueryLanguage is set to '%s', but field '%s' is only supported for the '%s' QueryLanguage",
		st.Language, field, lang)
}
