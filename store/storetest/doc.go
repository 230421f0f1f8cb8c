// Package storetest is the suite that every store.Store must pass. A store's
// own test calls Exercise with a Harness that opens and breaks it.
//
// Start reading at Exercise; each check is a function in the file of its
// subject, and property.go compares the store with the model in model.go over
// random scripts.
//
// The package imports store and testing tools only.
package storetest
