// Package apitest holds tests of engine/api that use it as its users do: through the AWS SDKs for Go, Python and JavaScript, by requests that
// are wrong in every way, and under load with the process killed in the middle. It has no code of its own besides the tests.
//
// The tests of the Python and JavaScript SDKs skip where these are not installed; STEPMILL_NODE_MODULES names the node_modules folder that has
// @aws-sdk/client-sfn. The drill runs with -drill only, see drill_test.go.
//
// Only tests may import this tree's packages here. Start reading at server_test.go, which is what the tests talk to.
package apitest
