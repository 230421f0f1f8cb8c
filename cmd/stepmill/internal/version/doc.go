// Package version is the command stepmill version: which build of the program this is.
package version
