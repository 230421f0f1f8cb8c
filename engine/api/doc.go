// Package api answers the AWS Step Functions API (AWS JSON 1.0 over HTTP) for one engine, and the Stepmill operations that the command line
// speaks to the process that owns a data folder.
//
// A request is POST /, its operation in the X-Amz-Target header: AWSStepFunctions.<Operation> or Stepmill.<Operation>. Each operation has a
// file of its own name, with its request and response shapes; the tags of a request's shape are its constraints (shape.go), as in AWS's own
// model. What a request names is kept in engine/registry (machines, versions, aliases, activities) and in the engine (executions); the
// server itself keeps nothing but who is polling for activity tasks.
//
// Errors that a caller may see are *Error with AWS's name and text; any other Go error becomes InternalServerError (500) and is logged.
//
// The package may import the engine, the registry, the checker and below. It must not know a command line, nor start executors. Start
// reading at server.go, then shape.go, then start_execution.go as an example.
package api
