// Package states lets a Task state start, watch and stop other executions: arn:aws:states:::states:startExecution in its four forms, and
// arn:aws:states:::aws-sdk:sfn:….
//
// It has no data of its own: every operation goes through an executor.Starter to the engine that runs this one. Start reading at states.go,
// then sync.go.
package states
