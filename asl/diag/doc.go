// Package diag holds findings about a source text: where, what, how bad and what to do.
package diag
