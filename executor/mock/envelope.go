package mock

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// A mocked response says what the service answers. What Step Functions adds to the answers of some integrations, whatever they are, need not be
// written in it: a state that reads $.SdkHttpMetadata.HttpStatusCode works in a test as it does on AWS.

// metadata are the members that Step Functions adds, in their order.
var metadata = []value.Member{
	{Key: "SdkHttpMetadata", Value: value.MustParse(`{"AllHttpHeaders": {"Content-Type": ["application/x-amz-json-1.0"]}, ` +
		`"HttpHeaders": {"Content-Type": "application/x-amz-json-1.0"}, "HttpStatusCode": 200}`)},
	{Key: "SdkResponseMetadata", Value: value.MustParse(`{"RequestId": "00000000-0000-4000-8000-000000000000"}`)},
}

// executed is what Lambda adds.
var executed = value.Member{Key: "ExecutedVersion", Value: value.Text("$LATEST")}

// complete adds what is missing in the answer of an optimized integration that shows its metadata.
// Source: recordings of AWS's answers; aws-sdk integrations, events:putEvents, apigateway:invoke and functions called by their ARN show none.
func complete(resource string, v value.Value) value.Value {
	rest, ok := strings.CutPrefix(resource, "arn:aws:states:::")
	if !ok || v.Kind() != value.Object {
		return v
	}
	switch service, _, _ := strings.Cut(rest, ":"); service {
	case "lambda":
		return with(v, append([]value.Member{executed}, metadata...))
	case "dynamodb", "sqs", "sns", "ecs", "states":
		return with(v, metadata)
	}
	return v
}

// submitted is the answer to the request that began a job or sent a token: of a nested execution its name and start, and otherwise the metadata
// alone, since the configuration has nothing of it.
func submitted(resource string, result value.Value) value.Value {
	var b value.ObjectBuilder
	if strings.HasPrefix(resource, "arn:aws:states:::states:") {
		for _, key := range []string{"ExecutionArn", "StartDate"} {
			if m := result.Get(key); m.IsDefined() {
				b.Set(key, m)
			}
		}
	}
	return with(b.Value(), metadata)
}

// with adds the members that an object does not have.
func with(v value.Value, members []value.Member) value.Value {
	for _, m := range members {
		if !v.Get(m.Key).IsDefined() {
			v = v.With(m.Key, m.Value)
		}
	}
	return v
}
