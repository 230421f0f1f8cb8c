package teststate

import (
	"context"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// answer is an executor that gives the same result to every task.
type answer string

func (a answer) Run(context.Context, executor.Task, executor.Reporter) (value.Value, *fault.Fault) {
	return value.MustParse(string(a)), nil
}

// functions plays the functions of the recorded cases.
func functions() *executor.Mux {
	m := executor.NewMux()
	m.Handle("arn:aws:lambda:*:*:function:*", answer(`"HelloWorld!"`))
	m.Handle("arn:aws:states:::lambda:invoke", answer(`{"ExecutedVersion": "$LATEST", "Payload": {}, "StatusCode": 200,
		"SdkHttpMetadata": {"AllHttpHeaders": {}, "HttpHeaders": {}, "HttpStatusCode": 200}, "SdkResponseMetadata": {}}`))
	return m
}

// scriptExecutors are those of the scripts: one answers, one fails, one tells of an HTTP exchange.
func scriptExecutors() *executor.Mux {
	m := executor.NewMux()
	m.Handle("arn:aws:lambda:*:*:function:echo", executorFunc(func(_ context.Context, t executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
		return t.Parameters, nil
	}))
	m.Handle("arn:aws:lambda:*:*:function:fail", executorFunc(func(context.Context, executor.Task, executor.Reporter) (value.Value, *fault.Fault) {
		return value.Value{}, fault.New("Broken", "It broke.")
	}))
	m.Handle("arn:aws:states:::http:invoke", executorFunc(func(_ context.Context, t executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
		h := r.(interface {
			HTTPRequest(value.Value)
			HTTPResponse(value.Value)
			RevealSecrets() bool
		})
		h.HTTPRequest(object("method", value.Text("GET"), "secrets", value.Boolean(h.RevealSecrets())))
		h.HTTPResponse(object("statusCode", value.Text("200")))
		return object("StatusCode", value.Int(200)), nil
	}))
	return m
}

type executorFunc func(context.Context, executor.Task, executor.Reporter) (value.Value, *fault.Fault)

func (f executorFunc) Run(ctx context.Context, t executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
	return f(ctx, t, r)
}
