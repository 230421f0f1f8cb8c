// Package project loads what a folder says about its state machines, functions and services: stepmill.yaml, and the template.yaml of
// AWS SAM.
//
// What is wrong in a file is a diag.List with places; an error is a file system that fails. The package runs nothing and connects
// nothing: its Functions are the configuration of executor/lambda, its Machines are sources for asl.Parse. It may import asl and
// below, asl/schema and executor/*.
//
// Start with project.go (the result), then load.go (finding the files), file.go (stepmill.yaml) and template.go (SAM).
package project
