package eval

import (
	"fmt"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// Retrier is one compiled entry of Retry, defaults filled in.
// Source: ASL spec, "Retrying after error"; AWS Step Functions Developer Guide, "Handling errors".
type Retrier struct {
	ErrorEquals []string
	Interval    int64   // seconds before the first retry; default 1
	MaxAttempts int64   // retries, 0 means never; default 3
	BackoffRate float64 // factor from one delay to the next, at least 1; default 2
	MaxDelay    int64   // seconds, 0 means no limit
	FullJitter  bool    // the delay is drawn between 0 and the computed one
}

// Catcher is one compiled entry of Catch; its data flow is evaluated by State.Caught.
type Catcher struct {
	ErrorEquals []string
	Next        string
}

// maxRetryDelay is the largest MaxDelaySeconds, in seconds.
const maxRetryDelay = 31_622_400

func (c *compiler) retriers() []Retrier {
	var out []Retrier
	for i, r := range c.state.Retry {
		at := fmt.Sprintf("Retry[%d]/", i)
		jitter := ""
		if r.JitterStrategy != nil {
			jitter = r.JitterStrategy.Value
		}
		if jitter != "" && jitter != "FULL" && jitter != "NONE" {
			c.report(place{r.Node.Get("JitterStrategy"), at + "JitterStrategy"}, codeSchema, "",
				"Value should be one of the following: [NONE, FULL]")
		}
		out = append(out, Retrier{
			ErrorEquals: texts(r.ErrorEquals),
			Interval:    c.retryNumber(place{r.IntervalSeconds, at + "IntervalSeconds"}, 1, bounds{0, maxSeconds}),
			MaxAttempts: c.retryNumber(place{r.MaxAttempts, at + "MaxAttempts"}, 3, bounds{0, maxSeconds}),
			BackoffRate: c.backoffRate(place{r.BackoffRate, at + "BackoffRate"}),
			MaxDelay:    c.retryNumber(place{r.MaxDelaySeconds, at + "MaxDelaySeconds"}, 0, bounds{1, maxRetryDelay}),
			FullJitter:  jitter == "FULL",
		})
	}
	return out
}

// retryNumber is a number of a retrier, which must be constant in both languages.
func (c *compiler) retryNumber(p place, missing int64, b bounds) int64 {
	if p.node == nil {
		return missing
	}
	if n, ok := c.whole(p, b); ok {
		return n
	}
	return missing
}

func (c *compiler) backoffRate(p place) float64 {
	const missing = 2.0
	if p.node == nil || !c.is(p, value.Number) {
		return missing
	}
	rate := p.node.Value.Float()
	if rate < 1 {
		c.report(p, codeSchema, "A rate of 1 keeps the delay as it is.", "Minimum value is 1")
		return missing
	}
	return rate
}

func texts(ts []asl.Text) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = t.Value
	}
	return out
}
