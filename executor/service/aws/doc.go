// Package aws is what the stand-ins for AWS services have in common: how a service is described (service.go), how its answers and
// refusals look to a Task state (integration.go for the optimized integrations, sdk.go for aws-sdk ones) and to a client over HTTP
// (json.go, query.go), and how an operation is sent to an endpoint that the user named (remote.go).
//
// A service is a table of operations over JSON values in the API's own names; everything else is derived from that table. The package
// keeps no data. It may import executor and its leaves. Start reading at service.go.
package aws
