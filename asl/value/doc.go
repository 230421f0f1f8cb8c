// Package value holds immutable JSON values that keep key order and number text.
package value
