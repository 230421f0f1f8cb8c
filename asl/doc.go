// Package asl holds the tree of an Amazon States Language definition, with a position on every node, and what makes it:
// a parser for JSON and YAML that never stops at the first error, a formatter and walks over states and scopes.
//
// The package says what a text contains; whether that is a legal definition is for asl/check, and what it means for asl/eval. It must
// not import either of them, nor anything of engine, executor or store.
//
// Start reading at ast.go (the tree), then parse.go (from a text to the tree): json.go and yaml.go read nodes, the build files
// turn nodes into states.
package asl
