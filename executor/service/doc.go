// Package service is the front of the stand-ins for AWS services: it opens them in a data folder, registers their integrations, connects
// them with one another, and answers AWS clients over HTTP.
//
//	states          states:startExecution and aws-sdk:sfn, over the engine
//	sqs             queues
//	sns             topics that fan out to queues
//	dynamodb        tables
//	events          EventBridge rules and targets
//	logs            CloudWatch Logs
//	s3              buckets over plain folders
//	secretsmanager  secrets
//	aws             what services have in common: errors, result shapes, protocols, remote endpoints
//	journal         the file format of their data, beside the engine's log and never in it
//	pattern         event patterns and filter policies
//
// No stand-in imports another; this package alone knows them all. It may import executor and its leaves. Start reading at service.go, then
// register.go and handler.go; precheck.go is on its own.
package service
