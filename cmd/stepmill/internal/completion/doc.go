// Package completion is the command stepmill completion: scripts that complete commands, flags, machines and executions in a shell.
package completion
