package states

import (
	"bytes"
	"context"
	"fmt"
	"net/http"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// Over returns a Starter over a server of the Step Functions API in this process, without a network between them. wait returns when the
// execution with that ARN has closed.
func Over(api http.Handler, wait func(ctx context.Context, arn string) error) executor.Starter {
	return over{api, wait}
}

type over struct {
	api  http.Handler
	wait func(context.Context, string) error
}

func (o over) Wait(ctx context.Context, arn string) error { return o.wait(ctx, arn) }

func (o over) Call(ctx context.Context, operation string, in value.Value) (value.Value, *executor.APIError) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://stepmill.invalid/", bytes.NewReader(in.AppendJSON(nil)))
	if err != nil {
		return value.Value{}, &executor.APIError{Code: "InternalServerError", Message: fmt.Sprintf("call %s: %v", operation, err), Status: 500}
	}
	r.Header.Set("Content-Type", "application/x-amz-json-1.0")
	r.Header.Set("X-Amz-Target", "AWSStepFunctions."+operation)
	w := &response{header: http.Header{}, status: http.StatusOK}
	o.api.ServeHTTP(w, r)
	return w.answer()
}

// response keeps what a handler writes.
type response struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *response) Header() http.Header         { return w.header }
func (w *response) WriteHeader(status int)      { w.status = status }
func (w *response) Write(p []byte) (int, error) { return w.body.Write(p) }

func (w *response) answer() (value.Value, *executor.APIError) {
	out := value.MustParse("{}")
	if w.body.Len() > 0 {
		var err error
		if out, err = value.Parse(w.body.String()); err != nil {
			return value.Value{}, &executor.APIError{Code: "InternalServerError", Message: fmt.Sprintf("The answer is not JSON: %v", err), Status: 500}
		}
	}
	if w.status >= 300 {
		return value.Value{}, &executor.APIError{Code: out.Get("__type").Str(), Message: out.Get("message").Str(), Status: w.status}
	}
	return out, nil
}
