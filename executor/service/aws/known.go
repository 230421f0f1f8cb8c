package aws

// known are services without a stand-in that speak JSON, as far as their errors, names and targets are certain.
// Source: the services' API references.
var known = map[string]Service{
	"ssm":         {SDKPrefix: "Ssm", Target: "AmazonSSM", ContentType: v11, Scope: "ssm"},
	"kms":         {SDKPrefix: "Kms", Target: "TrentService", ContentType: v11, Scope: "kms"},
	"kinesis":     {SDKPrefix: "Kinesis", Target: "Kinesis_20131202", ContentType: v11, Scope: "kinesis"},
	"firehose":    {SDKPrefix: "Firehose", Target: "Firehose_20150804", ContentType: v11, Scope: "firehose"},
	"glue":        {SDKPrefix: "Glue", Target: "AWSGlue", ContentType: v11, Scope: "glue"},
	"athena":      {SDKPrefix: "Athena", Target: "AmazonAthena", ContentType: v11, Scope: "athena"},
	"ecs":         {SDKPrefix: "Ecs", Target: "AmazonEC2ContainerServiceV20141113", ContentType: v11, Scope: "ecs", LowerNames: true},
	"ecr":         {SDKPrefix: "Ecr", Target: "AmazonEC2ContainerRegistry_V20150921", ContentType: v11, Scope: "ecr", LowerNames: true},
	"codebuild":   {SDKPrefix: "CodeBuild", Target: "CodeBuild_20161006", ContentType: v11, Scope: "codebuild", LowerNames: true},
	"emr":         {SDKPrefix: "Emr", Target: "ElasticMapReduce", ContentType: v11, Scope: "elasticmapreduce"},
	"sagemaker":   {SDKPrefix: "SageMaker", Target: "SageMaker", ContentType: v11, Scope: "sagemaker"},
	"translate":   {SDKPrefix: "Translate", Target: "AWSShineFrontendService_20170701", ContentType: v11, Scope: "translate"},
	"comprehend":  {SDKPrefix: "Comprehend", Target: "Comprehend_20171127", ContentType: v11, Scope: "comprehend"},
	"rekognition": {SDKPrefix: "Rekognition", Target: "RekognitionService", ContentType: v11, Scope: "rekognition"},
	"textract":    {SDKPrefix: "Textract", Target: "Textract", ContentType: v11, Scope: "textract"},
}

const v11 = "application/x-amz-json-1.1"

// Known returns the service of an aws-sdk integration that has no stand-in but can be reached at an endpoint. Which errors its model knows
// is not kept here.
func Known(name string) (*Service, bool) {
	s, ok := known[name]
	s.SDK = name
	s.Open = true
	return &s, ok
}
