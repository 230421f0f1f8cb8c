package executor_test

import (
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/executor"
)

func TestMissingSaysWhatToAdd(t *testing.T) {
	tests := []struct {
		resource string
		words    []string
	}{
		{"arn:aws:lambda:us-east-1:000000000000:function:clean:live", []string{`function "clean"`, "stepmill.yaml", "mock"}},
		{"arn:aws:states:::glue:startJobRun.sync", []string{"integration glue:startJobRun.sync", "Handle(", "mock"}},
		{"arn:aws:states:us-east-1:000000000000:activity:a", []string{"activity:a", "Handle(", "mock"}},
	}
	for _, tt := range tests {
		f := executor.Missing(tt.resource)
		if f.Error != fault.Runtime || !f.Plain {
			t.Errorf("Missing(%s) = %+v, want a plain States.Runtime", tt.resource, f)
		}
		for _, w := range append(tt.words, tt.resource) {
			if !strings.Contains(f.Cause, w) {
				t.Errorf("Missing(%s): the cause %q does not say %q", tt.resource, f.Cause, w)
			}
		}
	}
}
