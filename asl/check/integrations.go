package check

// pattern is a set of integration patterns.
type pattern uint8

const (
	request  pattern = 1 << iota // request and response, the only one without a suffix
	sync                         // .sync
	sync2                        // .sync:2
	callback                     // .waitForTaskToken
)

// integrations are the optimised integrations: service, API and the patterns each one has.
// Source: AWS Developer Guide, "Integrating optimized services", and the page of each service.
var integrations = map[string]map[string]pattern{
	"apigateway": {"invoke": request | callback},
	"athena": {
		"startQueryExecution": request | sync, "stopQueryExecution": request, "getQueryExecution": request, "getQueryResults": request,
	},
	"batch":   {"submitJob": request | sync},
	"bedrock": {"invokeModel": request | callback, "createModelCustomizationJob": request | sync},
	"codebuild": {
		"startBuild": request | sync, "stopBuild": request, "batchDeleteBuilds": request, "batchGetReports": request,
		"startBuildBatch": request | sync, "stopBuildBatch": request, "retryBuildBatch": request | sync, "deleteBuildBatch": request,
	},
	"databrew": {"startJobRun": request | sync},
	"dynamodb": {"getItem": request, "putItem": request, "updateItem": request, "deleteItem": request},
	"ecs":      {"runTask": request | sync | callback},
	"eks": {
		"call": request | callback, "runJob": request | sync | callback, "createCluster": request | sync, "deleteCluster": request | sync,
		"createNodegroup": request | sync, "deleteNodegroup": request | sync,
		"createFargateProfile": request | sync, "deleteFargateProfile": request | sync,
	},
	"elasticmapreduce": {
		"createCluster": request | sync, "terminateCluster": request | sync, "addStep": request | sync, "cancelStep": request,
		"setClusterTerminationProtection": request, "modifyInstanceFleetByName": request, "modifyInstanceGroupByName": request,
	},
	"emr-containers": {
		"createVirtualCluster": request, "deleteVirtualCluster": request | sync, "startJobRun": request | sync,
	},
	"emr-serverless": {
		"createApplication": request | sync, "startApplication": request | sync, "stopApplication": request | sync,
		"deleteApplication": request | sync, "startJobRun": request | sync, "cancelJobRun": request | sync,
	},
	"events":       {"putEvents": request | callback},
	"glue":         {"startJobRun": request | sync},
	"http":         {"invoke": request},
	"lambda":       {"invoke": request | callback},
	"mediaconvert": {"createJob": request | sync},
	"sagemaker": {
		"createTrainingJob": request | sync, "createTransformJob": request | sync, "createProcessingJob": request | sync,
		"createHyperParameterTuningJob": request | sync, "createLabelingJob": request | sync, "createAutoMLJob": request | sync,
		"createModel": request, "createEndpointConfig": request, "createEndpoint": request, "updateEndpoint": request,
	},
	"sns":    {"publish": request | callback},
	"sqs":    {"sendMessage": request | callback},
	"states": {"startExecution": request | sync | sync2 | callback},
}

// anyAction are the optimised services whose APIs are not listed here, because AWS still adds to them, with their patterns.
var anyAction = map[string]pattern{"bedrockagentcore": request, "bedrock-agentcore": request}
