// Package serve is the command stepmill serve: the AWS Step Functions API on a port, for any AWS client, over a data folder that it owns.
//
// command.go declares the flags, serve.go puts the parts together in order and takes them apart in the opposite one, functions.go reads the list of
// Lambda functions.
package serve
