package teststate

import (
	"strings"

	"github.com/stepmill/stepmill/engine/teststate/shapes"
)

// api is an operation of a service, named as package shapes does.
type api struct{ service, operation string }

// answeringAPI returns the API whose answer is the result of a task; false for what calls no AWS API, or passes on what others answer.
// Source: AWS Step Functions Developer Guide, "Testing state machines with TestState API", on validating mocked results.
func answeringAPI(resource string) (api, bool) {
	call, is := strings.CutPrefix(resource, "arn:")
	parts := strings.SplitN(call, ":", 6)
	if !is || len(parts) < 6 || parts[1] != "states" || parts[2] != "" || parts[3] != "" {
		return api{}, false
	}
	service, action := parts[4], parts[5]
	if service == "aws-sdk" {
		service, action, is = strings.Cut(action, ":")
		if !is || strings.HasSuffix(action, ".waitForTaskToken") {
			return api{}, false // the result is what comes with the token
		}
		return api{service, shapes.OperationName(action)}, true
	}
	action, pattern, _ := strings.Cut(action, ".")
	switch {
	case unmodelled[service+":"+action], pattern == "waitForTaskToken":
		return api{}, false
	case pattern != "":
		polled, ok := polling[service+":"+action]
		return polled, ok
	}
	if sdk, ok := sdkNames[service]; ok {
		service = sdk
	}
	if other, ok := combined[service+":"+action]; ok {
		return other, true
	}
	return api{service, shapes.OperationName(action)}, true
}

// unmodelled are integrations whose results follow no API model.
var unmodelled = map[string]bool{"apigateway:invoke": true, "http:invoke": true, "eks:call": true, "eks:runJob": true}

// sdkNames are the services that the SDK knows by another name than the optimized integration.
var sdkNames = map[string]string{
	"states": "sfn", "events": "eventbridge", "elasticmapreduce": "emr", "emr-containers": "emrcontainers", "emr-serverless": "emrserverless",
	"bedrock-agentcore": "bedrockagentcore",
}

// combined are the optimized actions, by the SDK's name of the service, that call an API of another name.
var combined = map[string]api{
	"bedrock:invokeModel":                 {"bedrockruntime", "InvokeModel"},
	"emr:createCluster":                   {"emr", "RunJobFlow"},
	"emr:terminateCluster":                {"emr", "TerminateJobFlows"},
	"emr:addStep":                         {"emr", "AddJobFlowSteps"},
	"emr:cancelStep":                      {"emr", "CancelSteps"},
	"emr:setClusterTerminationProtection": {"emr", "SetTerminationProtection"},
	"emr:modifyInstanceFleetByName":       {"emr", "ModifyInstanceFleet"},
	"emr:modifyInstanceGroupByName":       {"emr", "ModifyInstanceGroups"},
}

// polling gives the API by which a .sync integration learns how its job went.
// Source: AWS Step Functions Developer Guide, the IAM policies of each optimized integration.
var polling = map[string]api{
	"athena:startQueryExecution":              {"athena", "GetQueryExecution"},
	"batch:submitJob":                         {"batch", "DescribeJobs"},
	"bedrock:createModelCustomizationJob":     {"bedrock", "GetModelCustomizationJob"},
	"codebuild:startBuild":                    {"codebuild", "BatchGetBuilds"},
	"codebuild:startBuildBatch":               {"codebuild", "BatchGetBuildBatches"},
	"codebuild:retryBuildBatch":               {"codebuild", "BatchGetBuildBatches"},
	"databrew:startJobRun":                    {"databrew", "DescribeJobRun"},
	"ecs:runTask":                             {"ecs", "DescribeTasks"},
	"eks:createCluster":                       {"eks", "DescribeCluster"},
	"eks:deleteCluster":                       {"eks", "DescribeCluster"},
	"eks:createNodegroup":                     {"eks", "DescribeNodegroup"},
	"eks:deleteNodegroup":                     {"eks", "DescribeNodegroup"},
	"eks:createFargateProfile":                {"eks", "DescribeFargateProfile"},
	"eks:deleteFargateProfile":                {"eks", "DescribeFargateProfile"},
	"elasticmapreduce:createCluster":          {"emr", "DescribeCluster"},
	"elasticmapreduce:terminateCluster":       {"emr", "DescribeCluster"},
	"elasticmapreduce:addStep":                {"emr", "DescribeStep"},
	"emr-containers:deleteVirtualCluster":     {"emrcontainers", "DescribeVirtualCluster"},
	"emr-containers:startJobRun":              {"emrcontainers", "DescribeJobRun"},
	"emr-serverless:createApplication":        {"emrserverless", "GetApplication"},
	"emr-serverless:startApplication":         {"emrserverless", "GetApplication"},
	"emr-serverless:stopApplication":          {"emrserverless", "GetApplication"},
	"emr-serverless:deleteApplication":        {"emrserverless", "GetApplication"},
	"emr-serverless:startJobRun":              {"emrserverless", "GetJobRun"},
	"emr-serverless:cancelJobRun":             {"emrserverless", "GetJobRun"},
	"glue:startJobRun":                        {"glue", "GetJobRun"},
	"mediaconvert:createJob":                  {"mediaconvert", "GetJob"},
	"sagemaker:createTrainingJob":             {"sagemaker", "DescribeTrainingJob"},
	"sagemaker:createTransformJob":            {"sagemaker", "DescribeTransformJob"},
	"sagemaker:createProcessingJob":           {"sagemaker", "DescribeProcessingJob"},
	"sagemaker:createHyperParameterTuningJob": {"sagemaker", "DescribeHyperParameterTuningJob"},
	"sagemaker:createLabelingJob":             {"sagemaker", "DescribeLabelingJob"},
	"sagemaker:createAutoMLJob":               {"sagemaker", "DescribeAutoMLJob"},
	"states:startExecution":                   {"sfn", "DescribeExecution"},
}
