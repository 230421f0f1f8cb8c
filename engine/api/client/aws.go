package client

import (
	"context"
	"encoding/json"
	"iter"
)

const aws = "AWSStepFunctions."

// Stop stops an execution; name and cause may be "".
func (c *Client) Stop(ctx context.Context, arn, name, cause string) error {
	in := map[string]string{"executionArn": arn}
	if name != "" {
		in["error"] = name
	}
	if cause != "" {
		in["cause"] = cause
	}
	return c.Call(ctx, aws+"StopExecution", in, nil)
}

// HistoryOptions say which events History yields, and how. The zero value is all of them with their data, the first one first.
type HistoryOptions struct {
	Reverse  bool
	OmitData bool // without inputs and outputs
}

// History yields the events of a Standard execution as GetExecutionHistory gives them, page by page.
func (c *Client) History(ctx context.Context, arn string, o HistoryOptions) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		in := map[string]any{"executionArn": arn, "maxResults": 1000, "reverseOrder": o.Reverse, "includeExecutionData": !o.OmitData}
		for {
			var page struct {
				Events    []json.RawMessage `json:"events"`
				NextToken string            `json:"nextToken"`
			}
			if err := c.Call(ctx, aws+"GetExecutionHistory", in, &page); err != nil {
				yield(nil, err)
				return
			}
			for _, e := range page.Events {
				if !yield(e, nil) {
					return
				}
			}
			if page.NextToken == "" {
				return
			}
			in["nextToken"] = page.NextToken
		}
	}
}

// Execution is what DescribeExecution tells, as far as the command line needs it.
type Execution struct {
	ARN    string  `json:"executionArn"`
	Name   string  `json:"name"`
	Status string  `json:"status"`
	Input  string  `json:"input"`
	Output *string `json:"output"`
	Error  string  `json:"error"`
	Cause  string  `json:"cause"`
}

// Describe describes a Standard execution.
func (c *Client) Describe(ctx context.Context, arn string) (Execution, error) {
	var out Execution
	return out, c.Call(ctx, aws+"DescribeExecution", map[string]string{"executionArn": arn}, &out)
}
