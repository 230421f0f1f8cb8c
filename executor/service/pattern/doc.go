// Package pattern decides whether an event matches a pattern of EventBridge or a filter policy of SNS, which share one language. It is pure
// and imports asl/value only. Source: Amazon EventBridge User Guide, "Comparison operators". Start reading at pattern.go.
package pattern
