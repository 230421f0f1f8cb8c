// Command stepmill runs AWS Step Functions workflows on one machine.
//
// main lists the commands; each is a package below internal, shared things are in internal/cli. Here, and nowhere else, the parts of the
// program are put together. testdata/script holds what the program promises, as scripts.
package main
