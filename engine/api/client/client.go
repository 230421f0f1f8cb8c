package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/stepmill/stepmill/engine/api/protocol"
)

// Client calls one server. All methods may be called from any goroutine. An answer that refuses is a *protocol.Error in the chain of the
// error.
type Client struct {
	transport http.RoundTripper
}

// New returns a client that sends its requests by a transport; host and path are the transport's business.
func New(transport http.RoundTripper) *Client { return &Client{transport} }

// Call calls an operation, named with its service: AWSStepFunctions.StopExecution. in and out are anything that encoding/json takes; out may
// be nil.
func (c *Client) Call(ctx context.Context, target string, in, out any) error {
	body, err := c.open(ctx, target, in)
	if err != nil {
		return err
	}
	defer body.Close()
	if out == nil {
		_, err = io.Copy(io.Discard, body)
	} else {
		err = json.NewDecoder(body).Decode(out)
	}
	if err != nil {
		return fmt.Errorf("read the answer of %s: %w", target, err)
	}
	return nil
}

// open sends a request and returns the body of an answer that does not refuse.
func (c *Client) open(ctx context.Context, target string, in any) (io.ReadCloser, error) {
	text, err := json.Marshal(in)
	if err != nil {
		return nil, fmt.Errorf("encode the request %s: %w", target, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://stepmill/", bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("call %s: %w", target, err)
	}
	req.Header.Set("Content-Type", "application/x-amz-json-1.0")
	req.Header.Set("X-Amz-Target", target)
	req.Header.Set(protocol.VersionHeader, protocol.Version)
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return nil, fmt.Errorf("call %s: %w", target, err)
	}
	if resp.StatusCode == http.StatusOK {
		return resp.Body, nil
	}
	defer resp.Body.Close()
	refusal := new(protocol.Error)
	if err := json.NewDecoder(resp.Body).Decode(refusal); err != nil {
		return nil, fmt.Errorf("call %s: the server answers %s, and not in the form of an error: %w", target, resp.Status, err)
	}
	return nil, refusal
}
