// Package examples holds the programs and state machines that people run first, one folder each, and the test that runs all of them as a
// person would. Start with lake/README.md.
//
// There is no code to import here.
package examples
