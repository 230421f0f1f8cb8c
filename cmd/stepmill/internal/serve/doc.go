// Package serve is the command stepmill serve: the AWS Step Functions API on a port, for any AWS client, over a data folder that it owns.
//
// command.go declares the flags and serve.go is the order of events. backend.go puts store, executors, engine and API together and takes them apart
// in the opposite order; functions.go and machines.go say what is there from the beginning, observe.go who is told of executions, and
// listen.go is the port.
package serve
