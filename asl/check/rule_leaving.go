package check

import (
	"github.com/stepmill/stepmill/asl"
)

// leaving checks that a state says in one way where the execution goes next.
func (c *checker) leaving(st *asl.State) {
	switch st.Type {
	case 0, asl.Choice, asl.Succeed, asl.Fail:
		return
	}
	next, end := st.Node.Get("Next"), st.Node.Get("End")
	switch {
	case next != nil && end != nil && st.End:
		c.onlyOne(st.Node, st.Path, "Next", "End")
	case next == nil && (end == nil || !st.End):
		c.schema(st.Name.Span, st.Path, "Add \"Next\" with the name of the next state, or \"End\": true.",
			"This object should have only one of the following fields: [Next, End]")
	}
}

// timeouts checks the times of a Task state.
func (c *checker) timeouts(st *asl.State) {
	if st.Type != asl.Task {
		return
	}
	c.integerOr(st, st.TimeoutSeconds, st.Path+"/TimeoutSeconds", 1, maxSeconds)
	c.integerOr(st, st.HeartbeatSeconds, st.Path+"/HeartbeatSeconds", 1, maxSeconds)
	if st.TimeoutSeconds == nil || st.HeartbeatSeconds == nil {
		return
	}
	timeout, ok := st.TimeoutSeconds.Value.Int()
	heartbeat, ok2 := st.HeartbeatSeconds.Value.Int()
	if ok && ok2 && heartbeat >= timeout {
		c.warn(CodeHeartbeat, st.HeartbeatSeconds.Span, st.Path+"/HeartbeatSeconds", "Make it smaller than TimeoutSeconds.",
			"HeartbeatSeconds (%d) must be smaller than TimeoutSeconds (%d) to have an effect", heartbeat, timeout)
	}
}
