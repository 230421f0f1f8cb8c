package check

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// maxDelay is the greatest MaxDelaySeconds, in seconds: a leap year (AWS Developer Guide, "Handling errors").
const maxDelay = 31622400

func (c *checker) retry(st *asl.State) {
	for i, r := range st.Retry {
		c.known(r.Node, r.Path, retrierFields)
		c.errorEquals(r.Node, r.Path, r.ErrorEquals, i == len(st.Retry)-1)
		c.integer(r.IntervalSeconds, r.Path+"/IntervalSeconds", 0, maxSeconds)
		c.integer(r.MaxAttempts, r.Path+"/MaxAttempts", 0, maxSeconds)
		c.number(r.BackoffRate, r.Path+"/BackoffRate", 1, math.Inf(1))
		c.integer(r.MaxDelaySeconds, r.Path+"/MaxDelaySeconds", 1, maxDelay)
		if r.JitterStrategy != nil {
			c.oneOf(r.Node.Get("JitterStrategy"), r.Path+"/JitterStrategy", "NONE", "FULL")
		}
	}
}

func (c *checker) catch(st *asl.State) {
	for i, k := range st.Catch {
		c.known(k.Node, k.Path, catcherFields)
		c.errorEquals(k.Node, k.Path, k.ErrorEquals, i == len(st.Catch)-1, "Next")
		for _, name := range catcherFields {
			c.language(st, k.Node, k.Path, name)
		}
		if k.Assign != nil {
			c.object(k.Assign, k.Path+"/Assign")
		}
	}
}

// errorEquals checks the error names of a retrier or catcher, and that it has those fields and the others given.
func (c *checker) errorEquals(o *asl.Node, at string, names []asl.Text, last bool, others ...string) {
	c.required(o, at, append([]string{"ErrorEquals"}, others...)...)
	list := o.Get("ErrorEquals")
	if list.Kind() == value.Array && len(list.Elems) == 0 {
		c.schema(list.Span, at+"/ErrorEquals", "Name the errors, or write [\"States.ALL\"].", "Value cannot be empty")
	}
	for i, n := range names {
		path := fmt.Sprintf("%s/ErrorEquals[%d]", at, i)
		switch {
		case n.Value == fault.All && (!last || len(names) > 1):
			c.schema(n.Span, at+"/ErrorEquals", "Move States.ALL into an entry of its own at the end.",
				"States.ALL must appear alone and at end of list")
		case n.Value == fault.Runtime:
			c.warn(CodeUncatchable, n.Span, path, "Remove it, and keep the error from happening.",
				"%s fails the execution: no Retry or Catch handles it", fault.Runtime)
		case strings.HasPrefix(n.Value, "States.") && !reservedError(n.Value):
			help := c.meant(n.Value, reservedErrors)
			if help == "" {
				help = "Names of your own must not begin with \"States.\"."
			}
			c.warn(CodeUnknownError, n.Span, path, help, "'%s' is not one of the error names that AWS reserves", n.Value)
		}
	}
}

// reservedErrors are AWS's error names (ASL spec, Appendix A; AWS Developer Guide, "Handling errors").
var reservedErrors = []string{
	fault.All, fault.TaskFailed, fault.Timeout, fault.HeartbeatTimeout, fault.Permissions, fault.Runtime, fault.DataLimitExceeded,
	fault.QueryEvaluationError, fault.ExceedToleratedFailureThreshold, fault.ItemReaderFailed, fault.ResultWriterFailed,
	"States.ResultPathMatchFailure", "States.ParameterPathFailure", "States.BranchFailed", "States.NoChoiceMatched",
	"States.IntrinsicFailure", "States.Http.Socket",
}

func reservedError(name string) bool {
	return slices.Contains(reservedErrors, name) || strings.HasPrefix(name, "States.Http.StatusCode.")
}
