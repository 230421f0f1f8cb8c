package shapes

import (
	"testing"

	"github.com/stepmill/stepmill/asl/value"
)

func TestCheck(t *testing.T) {
	tests := []struct {
		service, operation, result string
		mode                       Mode
		want                       string
	}{
		{"eventbridge", "PutEvents", `{}`, Strict, ""},
		{"eventbridge", "PutEvents", `{"random": "json"}`, Strict, ""},
		{"eventbridge", "PutEvents", `[]`, Strict, "The result must be an object"},
		{"eventbridge", "PutEvents", `{"Entries": "x"}`, Strict, "Field 'Entries' must be an array"},
		{"eventbridge", "PutEvents", `{"Entries": [1]}`, Strict, "Field 'Entries' must be an object"},
		{"eventbridge", "PutEvents", `{"Entries": [{"EventId": "a"}, {"EventId": ["b"]}]}`, Present, "Field 'EventId' must be a string"},
		{"sfn", "StartExecution", `{}`, Strict, "Required field 'ExecutionArn' is missing"},
		{"sfn", "StartExecution", `{"ExecutionArn": null}`, Strict, "Required field 'ExecutionArn' is missing"},
		{"sfn", "StartExecution", `{"executionArn": "a", "startDate": "b"}`, Strict, "Required field 'ExecutionArn' is missing"},
		{"sfn", "StartExecution", `{}`, Present, ""},
		{"sfn", "StartExecution", `{"StartDate": 1764103483}`, Present, "Field 'StartDate' must be a string"},
		{"sfn", "DescribeExecution", `{"OutputDetails": {"Included": 1}}`, Present, "Field 'Included' must be a boolean"},
		{"s3", "GetObject", `{"ContentLength": "9000"}`, Strict, "Field 'ContentLength' must be a number"},
		{"s3", "GetObject", `{"StorageClass": "Papyrus"}`, Strict, "Field 'StorageClass' is not an expected value"},
		{"s3", "GetObject", `{"Metadata": {"a": 1}}`, Strict, "Field 'a' must be a string"},
		{"kms", "Encrypt", `{"CiphertextBlob": ""}`, Strict, "Field 'CiphertextBlob' is smaller than the minimum length"},
		{"lambda", "GetFunction", `{"Configuration": {"MemorySize": 127}}`, Present, "Field 'MemorySize' is less than the minimum value"},
		{"lambda", "GetFunction", `{"Configuration": {"MemorySize": 10241}}`, Present, "Field 'MemorySize' exceeds the maximum value"},
		{"lambda", "GetFunction", `{"Configuration": {"MemorySize": 128}}`, Present, ""},
		{"lambda", "Invoke", `{"Payload": {"a": 1}}`, Strict, "Field 'Payload' must be a string"},
		{"dynamodb", "PutItem", `{"ConsumedCapacity": {"CapacityUnits": "123.45"}}`, Present, "Field 'CapacityUnits' must be a number"},
		{"dynamodb", "GetItem", `{"Item": {"a": {"M": {"b": {"L": [{"S": 1}]}}}}}`, Present, "Field 'S' must be a string"},
		{"nothing", "PutItem", `1`, Strict, ""},
		{"dynamodb", "Nothing", `1`, Strict, ""},
	}
	for _, tt := range tests {
		got, err := Check(tt.service, tt.operation, value.MustParse(tt.result), tt.mode)
		if err != nil || got != tt.want {
			t.Errorf("Check(%s, %s, %s, %d) = %q, %v; want %q", tt.service, tt.operation, tt.result, tt.mode, got, err, tt.want)
		}
	}
}

// TestTable decodes every service and follows every place in it.
func TestTable(t *testing.T) {
	if _, err := load("sfn"); err != nil {
		t.Fatal(err)
	}
	if n := len(table.entries); n < 400 {
		t.Errorf("the table has %d services", n)
	}
	for name := range table.entries {
		s, err := load(name)
		if err != nil {
			t.Fatal(err)
		}
		for operation, at := range s.Operations {
			if at >= len(s.Shapes) || s.Shapes[at].Type != "structure" {
				t.Errorf("%s: the output of %s is at %d, which is no structure", name, operation, at)
			}
		}
		for i, shape := range s.Shapes {
			if kinds[shape.Type].name == "" && shape.Type != "any" {
				t.Errorf("%s: shape %d has the type %q", name, i, shape.Type)
			}
			for _, m := range shape.Members {
				if m.Shape >= len(s.Shapes) {
					t.Errorf("%s: member %s of shape %d leads to %d", name, m.Name, i, m.Shape)
				}
			}
			if shape.Element >= len(s.Shapes) {
				t.Errorf("%s: the element of shape %d is at %d", name, i, shape.Element)
			}
		}
	}
}
