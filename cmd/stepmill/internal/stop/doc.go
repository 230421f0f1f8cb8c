// Package stop is the command stepmill stop: it aborts an execution that runs, wherever it runs.
package stop
