// Package shapes knows what AWS's APIs answer: the members of every operation's output, their types and their constraints. TestState
// holds mocked results against them.
//
// The table (models.zip, one entry a service) is generated from the API models that botocore ships, and so it is as new as the release named
// in gen/main.go. Models © Amazon.com, Inc. or its affiliates, Apache License 2.0. A service is decoded when it is first asked for.
//
// The package imports asl/value and the standard library only. Start reading at table.go, then check.go.
package shapes

//go:generate go run ./gen
