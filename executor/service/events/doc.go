// Package events is the stand-in for Amazon EventBridge: buses and rules in a file of their own, the integration
// arn:aws:states:::events:putEvents, arn:aws:states:::aws-sdk:eventbridge:…, and the API in AWS's JSON protocol.
//
// Events go to the targets of the rules that match them, at once and once; they are not kept. What a target is, only the one who opens the
// package knows (Config.Deliver). Start reading at events.go, then put.go.
package events
