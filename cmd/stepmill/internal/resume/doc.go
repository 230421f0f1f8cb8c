// Package resume is the command stepmill resume: it lets executions go on that were cut off when the process that ran them ended.
package resume
