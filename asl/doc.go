// Package asl holds the tree of an Amazon States Language definition and the parser that builds it.
package asl
