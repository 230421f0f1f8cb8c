package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/stepmill/stepmill/engine/api/protocol"
)

const own = protocol.Target + "."

// Info says who answers.
func (c *Client) Info(ctx context.Context) (protocol.Info, error) {
	var out protocol.Info
	return out, c.Call(ctx, own+"Info", protocol.InfoRequest{}, &out)
}

// Start starts an execution and returns when that is durable.
func (c *Client) Start(ctx context.Context, in protocol.StartRequest) (protocol.StartResponse, error) {
	var out protocol.StartResponse
	return out, c.Call(ctx, own+"Start", in, &out)
}

// Find returns the execution with an ARN, a name, or a name that alone begins so.
func (c *Client) Find(ctx context.Context, id string) (protocol.Head, error) {
	var out protocol.Head
	return out, c.Call(ctx, own+"Find", protocol.FindRequest{ID: id}, &out)
}

// List yields executions, the newest first.
func (c *Client) List(ctx context.Context, in protocol.ListRequest) iter.Seq2[protocol.Head, error] {
	return lines[protocol.Head](ctx, c, own+"List", in)
}

// Follow yields the events of an execution from the first on as they become durable; the last line has the Head it closed with. A stream that
// ends before that gives an error.
func (c *Client) Follow(ctx context.Context, arn string) iter.Seq2[protocol.FollowLine, error] {
	return func(yield func(protocol.FollowLine, error) bool) {
		for line, err := range lines[protocol.FollowLine](ctx, c, own+"Follow", protocol.FollowRequest{ARN: arn}) {
			if err == nil && line.Error != nil {
				err = line.Error
			}
			if !yield(line, err) || err != nil || line.Head != nil {
				return
			}
		}
		yield(protocol.FollowLine{}, fmt.Errorf("follow %s: the stream ended before the execution did: %w", arn, io.ErrUnexpectedEOF))
	}
}

// Resume lets executions that were cut off go on, all of them without ARNs, and returns them.
func (c *Client) Resume(ctx context.Context, arns ...string) ([]protocol.Head, error) {
	var out protocol.ResumeResponse
	err := c.Call(ctx, own+"Resume", protocol.ResumeRequest{ARNs: arns}, &out)
	return out.Executions, err
}

// lines calls an operation whose answer is a stream of JSON lines.
func lines[T any](ctx context.Context, c *Client, target string, in any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		body, err := c.open(ctx, target, in)
		if err != nil {
			yield(zero, err)
			return
		}
		defer body.Close()
		for d := json.NewDecoder(body); ; {
			var line T
			err := d.Decode(&line)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(zero, fmt.Errorf("read the answer of %s: %w", target, err))
				return
			}
			if !yield(line, nil) {
				return
			}
		}
	}
}
