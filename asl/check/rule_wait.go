package check

import (
	"regexp"
	"time"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// wait checks that a Wait state says how long in one way, and that a constant says it well.
func (c *checker) wait(st *asl.State) {
	if st.Type != asl.Wait {
		return
	}
	if c.onlyOne(st.Node, st.Path, "SecondsPath", "Seconds", "TimestampPath", "Timestamp") == 0 {
		c.schema(st.Name.Span, st.Path, "Add one of them.",
			"This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]")
	}
	c.integerOr(st, st.Seconds, st.Path+"/Seconds", 0, maxSeconds)
	if t := st.Timestamp; t != nil && !(st.Language == asl.JSONata && opensExpression(t)) {
		c.timestamp(t, st.Path+"/Timestamp")
	}
}

// rfc3339 is the profile of ISO 8601 that AWS takes: upper-case T and Z.
var rfc3339 = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$`)

func (c *checker) timestamp(n *asl.Node, at string) {
	if placeholder(n.Text()) {
		return
	}
	if n.Kind() == value.String && rfc3339.MatchString(n.Text()) {
		if _, err := time.Parse(time.RFC3339, n.Text()); err == nil {
			return
		}
	}
	c.schema(n.Span, at, "Write a time such as 2030-01-31T09:00:00Z.", "String does not match RFC3339 timestamp")
}
