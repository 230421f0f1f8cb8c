package teststate

import (
	"errors"
	"testing"
)

// FuzzRun holds Run to its contract on any texts: a result with a status, or a refusal; never a panic or a fault of ours.
func FuzzRun(f *testing.F) {
	f.Add(`{"Type": "Pass", "End": true}`, `{}`, ``, ``, ``, int64(-1), false)
	f.Add(lambdaState+`, "Retry": [{"ErrorEquals": ["E"]}]}`, `{}`, `{"v": 1}`, `{"State": {}}`, `[1]`, int64(2), true)
	f.Add(`{"Type": "Map", "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "CSV",
		"CSVHeaderLocation": "FIRST_ROW"}, "Parameters": {"Bucket": "b", "Key": "k"}}, "ItemBatcher": {"MaxItemsPerBatch": 1},
		"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "P",
		"States": {"P": {"Type": "Pass", "End": true}}}, "End": true}`, "{}", "", "", "a,b\n1", int64(1), false)
	f.Add(`{"Type": "Parallel", "Branches": [{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}], "End": true}`,
		`[]`, ``, `{}`, `[2]`, int64(0), false)
	f.Fuzz(func(t *testing.T, definition, input, variables, context, data string, count int64, fails bool) {
		req := Request{Definition: definition, Input: input, Variables: variables, InspectionLevel: "TRACE"}
		if count >= 0 {
			req.Context, req.Mock = context, &Mock{Result: &data}
			req.StateConfiguration = &Configuration{RetrierRetryCount: &count, MapIterationFailureCount: &count, MapItemReaderData: &data}
		}
		if fails && req.Mock != nil {
			req.Mock = &Mock{ErrorOutput: &ErrorOutput{Error: &data}}
		}
		r, err := Run(t.Context(), Config{}, req)
		refused := new(Error)
		switch {
		case err != nil && !errors.As(err, &refused):
			t.Fatal(err)
		case err != nil && (refused.Code == "" || refused.Message == ""):
			t.Fatalf("refused without a reason: %v", err)
		case err == nil && r.Status == "":
			t.Fatal("a result without a status")
		}
		if err == nil {
			if _, err := r.MarshalJSON(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
