package interp

import "strings"

// Pattern is how a Task state waits for its work.
// Source: AWS Step Functions Developer Guide, "Service integration patterns".
type Pattern uint8

// The patterns.
const (
	RequestResponse Pattern = iota
	Sync                    // .sync, .sync:2: until the job has ended
	Callback                // .waitForTaskToken: until the token comes back
	Activity                // until a worker has polled and answered
)

// family is the group of history event types that a task writes.
type family uint8

const (
	familyTask family = iota
	familyLambda
	familyActivity
)

// resource is what the ARN of a Task state says.
type resource struct {
	arn     string
	family  family
	pattern Pattern
	service string // name in the text of States.DataLimitExceeded: the resourceType, or the function's ARN
}

func parseResource(arn string) resource {
	r := resource{arn: arn, service: arn}
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 {
		return r
	}
	switch {
	case parts[2] == "lambda":
		r.family = familyLambda
	case parts[2] == "states" && strings.HasPrefix(parts[5], "activity:"):
		r.family, r.pattern = familyActivity, Activity
	case strings.HasSuffix(arn, ".waitForTaskToken"):
		r.pattern = Callback
	case strings.HasSuffix(arn, ".sync"), strings.HasSuffix(arn, ".sync:2"):
		r.pattern = Sync
	}
	if r.family == familyTask {
		r.service, _, _ = strings.Cut(parts[5], ":")
	}
	return r
}
