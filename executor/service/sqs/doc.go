// Package sqs is the stand-in for Amazon SQS: standard and FIFO queues in a file of their own, the integration
// arn:aws:states:::sqs:sendMessage, arn:aws:states:::aws-sdk:sqs:…, and the API in AWS's JSON protocol for consumers.
//
// Queues are found by the last part of their URL, whatever its host, so definitions written for AWS work unchanged. Which messages are in
// flight is not written down: after a restart they are visible again, as SQS's at-least-once delivery allows. Start reading at sqs.go, then
// queue.go.
package sqs
