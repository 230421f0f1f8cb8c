// Package jsonata compiles and evaluates JSONata expressions.
package jsonata
