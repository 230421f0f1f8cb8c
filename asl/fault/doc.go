// Package fault holds the errors of the programs that run: values that Retry and Catch may match.
package fault
