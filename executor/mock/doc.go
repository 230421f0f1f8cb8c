// Package mock answers tasks from a MockConfigFile.json, the file of test cases and mocked responses that AWS Step Functions Local reads, instead
// of calling anything.
//
// A test case belongs to a state machine and says by the name of a state which mocked response answers its tasks: the first call of the state in
// an execution gets number 0, the next one, be it a retry or another visit, number 1, and so on. States that the case does not name are carried
// out as they are. An execution is started with a case by its name behind a # at the end of the machine's ARN.
//
// It owns the file's format and the counting; it may import executor and its leaves. Start reading at file.go, then mocks.go.
//
// Source: AWS Step Functions Developer Guide, "Testing state machines with Step Functions Local", "Using mocked service integrations".
package mock
