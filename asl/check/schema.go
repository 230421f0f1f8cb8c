package check

import "github.com/stepmill/stepmill/asl"

// maxSeconds is the greatest time that a definition may name, in seconds (AWS Developer Guide, "Task workflow state").
const maxSeconds = 99999999

// The fields of the objects of a definition. Source: ASL spec; AWS Developer Guide, one page per state type.
var (
	machineFields = []string{"Comment", "QueryLanguage", "StartAt", "TimeoutSeconds", "Version", "States"}
	branchFields  = []string{"Comment", "StartAt", "States"}
	mapFields     = []string{"Comment", "StartAt", "States", "ProcessorConfig"}
	retrierFields = []string{
		"Comment", "ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy",
	}
	catcherFields = []string{"Comment", "ErrorEquals", "Next", "ResultPath", "Output", "Assign"}
)

// commonFields may stand in every state.
var commonFields = []string{"Type", "Comment", "QueryLanguage"}

// fieldsOfType are the other fields of each state type, in the order in which they are reported.
var fieldsOfType = map[asl.Type][]string{
	asl.Pass: {"InputPath", "Parameters", "Result", "ResultPath", "OutputPath", "Output", "Assign", "Next", "End"},
	asl.Task: {
		"Resource", "InputPath", "Parameters", "Arguments", "Credentials", "ResultSelector", "ResultPath", "OutputPath", "Output",
		"Assign", "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath", "Retry", "Catch", "Next", "End",
	},
	asl.Wait: {
		"InputPath", "OutputPath", "Output", "Assign", "Seconds", "SecondsPath", "Timestamp", "TimestampPath", "Next", "End",
	},
	asl.Parallel: {
		"Branches", "InputPath", "Parameters", "Arguments", "ResultSelector", "ResultPath", "OutputPath", "Output", "Assign",
		"Retry", "Catch", "Next", "End",
	},
	asl.MapType: {
		"ItemProcessor", "Iterator", "InputPath", "ItemReader", "ItemsPath", "Items", "ItemSelector", "Parameters", "ItemBatcher",
		"MaxConcurrency", "MaxConcurrencyPath", "ToleratedFailureCount", "ToleratedFailureCountPath",
		"ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "Label", "ResultWriter", "ResultSelector", "ResultPath",
		"OutputPath", "Output", "Assign", "Retry", "Catch", "Next", "End",
	},
	asl.Choice:  {"Choices", "Default", "InputPath", "OutputPath", "Output", "Assign"},
	asl.Succeed: {"InputPath", "OutputPath", "Output"},
	asl.Fail:    {"Error", "ErrorPath", "Cause", "CausePath"},
}

// oneLanguage are the fields that only one query language has; every other field is legal in both.
var oneLanguage = map[string]asl.Language{
	"InputPath": asl.JSONPath, "OutputPath": asl.JSONPath, "ResultPath": asl.JSONPath, "ResultSelector": asl.JSONPath,
	"Parameters": asl.JSONPath, "Result": asl.JSONPath, "ItemsPath": asl.JSONPath,
	"SecondsPath": asl.JSONPath, "TimestampPath": asl.JSONPath, "ErrorPath": asl.JSONPath, "CausePath": asl.JSONPath,
	"TimeoutSecondsPath": asl.JSONPath, "HeartbeatSecondsPath": asl.JSONPath, "MaxConcurrencyPath": asl.JSONPath,
	"ToleratedFailureCountPath": asl.JSONPath, "ToleratedFailurePercentagePath": asl.JSONPath,
	"MaxItemsPath": asl.JSONPath, "MaxItemsPerBatchPath": asl.JSONPath, "MaxInputBytesPerBatchPath": asl.JSONPath,
	"Variable": asl.JSONPath, "And": asl.JSONPath, "Or": asl.JSONPath, "Not": asl.JSONPath,
	"Arguments": asl.JSONata, "Output": asl.JSONata, "Items": asl.JSONata, "Condition": asl.JSONata,
}

// counterpart is the field of the other language that does the same.
var counterpart = map[string]string{
	"Parameters": "Arguments", "Arguments": "Parameters", "Items": "ItemsPath", "ItemsPath": "Items",
	"ResultSelector": "Output", "ResultPath": "Output", "OutputPath": "Output", "Result": "Output",
	"Output": "ResultSelector, ResultPath and OutputPath", "InputPath": "$states.input",
	"SecondsPath": "Seconds", "TimestampPath": "Timestamp", "ErrorPath": "Error", "CausePath": "Cause",
	"TimeoutSecondsPath": "TimeoutSeconds", "HeartbeatSecondsPath": "HeartbeatSeconds",
	"MaxConcurrencyPath": "MaxConcurrency", "ToleratedFailureCountPath": "ToleratedFailureCount",
	"ToleratedFailurePercentagePath": "ToleratedFailurePercentage", "MaxItemsPath": "MaxItems",
	"MaxItemsPerBatchPath": "MaxItemsPerBatch", "MaxInputBytesPerBatchPath": "MaxInputBytesPerBatch",
	"Variable": "Condition", "And": "Condition", "Or": "Condition", "Not": "Condition", "Condition": "Variable",
}

// exclusive are the pairs of fields of a state of which one at most may be given.
var exclusive = [][2]string{
	{"TimeoutSeconds", "TimeoutSecondsPath"},
	{"HeartbeatSeconds", "HeartbeatSecondsPath"},
	{"MaxConcurrency", "MaxConcurrencyPath"},
	{"ToleratedFailureCount", "ToleratedFailureCountPath"},
	{"ToleratedFailurePercentage", "ToleratedFailurePercentagePath"},
	{"Error", "ErrorPath"},
	{"Cause", "CausePath"},
	{"ItemProcessor", "Iterator"},
}
