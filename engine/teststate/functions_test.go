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
