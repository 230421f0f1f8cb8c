// Package describe is the command stepmill describe: one execution with its input and its output.
package describe
