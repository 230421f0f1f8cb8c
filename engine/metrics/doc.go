// Package metrics counts what an engine does, for Prometheus: executions by status, events, tasks, retries, throttling, and how long and how large
// the commits of the log are.
//
// Metrics is an engine.Observer for what happens, and asks engine.Load for what is at hand when it is scraped. It writes Prometheus's text format
// itself: a dozen families with fixed labels need a few dozen lines, where the client library would add some 2.7 MB and five modules to the binary.
// Whoever registers metrics of their own beside these serves them at an address of their own.
//
// Start reading at metrics.go (what is counted), then family.go (how it is written).
//
// The package must not import a server or a command line.
package metrics
