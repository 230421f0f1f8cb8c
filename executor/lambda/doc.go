// Package lambda runs AWS Lambda functions as plain processes on this machine.
//
// Each process speaks the Lambda Runtime API to one HTTP server on the loopback interface, so an unmodified binary built with
// aws-lambda-go, or any other custom runtime, works as it is; Python and Node.js handlers run under the two small programs in
// bootstrap/. A process handles one call at a time, is started when a call finds none idle, and stays warm until Close. There is no
// container: the function sees this machine's files, and memory limits are not enforced.
//
// The package owns the processes and their whole process groups. Nothing survives Close, nor this process when it is killed (see
// guard.go). It may import executor and its leaves.
//
// Start with functions.go (Open, Close), then call.go (the life of one call), pool.go and worker.go (processes) and api.go (the
// Runtime API). task.go and integration.go are the two executors: a function's ARN, and arn:aws:states:::lambda:invoke.
package lambda
