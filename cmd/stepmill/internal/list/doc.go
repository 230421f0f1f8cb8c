// Package list is the command stepmill list: the executions in the data folder, the newest first.
package list
