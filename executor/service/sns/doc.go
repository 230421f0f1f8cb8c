// Package sns is the stand-in for Amazon SNS: topics and subscriptions in a file of their own, the integration
// arn:aws:states:::sns:publish, arn:aws:states:::aws-sdk:sns:…, and the API in AWS's query protocol.
//
// Messages are delivered to SQS queues, with the topic's envelope or raw, and through filter policies. Other protocols may be subscribed,
// but nothing leaves this machine: their messages are dropped. Start reading at sns.go, then publish.go.
package sns
