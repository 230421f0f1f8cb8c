// Package client speaks to a server of engine/api: in the same process, or over the socket of the process that owns a data folder. The
// command line does all its work through it, so that it need not care which.
//
// It owns the wire and nothing else; what the operations mean is in engine/api/protocol and, for AWS's, in engine/api. It must not import the
// engine. Start reading at client.go.
package client
