// Package protocol is what the command line and the owner of a data folder say to each other, beside the AWS operations: the operations under
// the target Stepmill, each with a request and a response, over the same HTTP as AWS's.
//
// Both sides are programs of one release as a rule, but an old one may still run: every request carries the Version, and another one is
// refused with the reason. Times are RFC 3339 in UTC with milliseconds. The package imports the standard library only.
package protocol
