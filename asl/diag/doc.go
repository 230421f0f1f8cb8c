// Package diag holds findings about a source text: where, what, how bad and what to do.
//
// A finding is data, never a Go error: parsers and checkers return a List, and the caller renders it as text with a caret, one
// line each, JSON, SARIF or GitHub annotations. The package knows nothing of the Amazon States Language and imports only the
// standard library.
//
// Start reading at diag.go (the record), then source.go (positions) and render.go (the renderers).
package diag
