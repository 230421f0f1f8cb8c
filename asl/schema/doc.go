// Package schema holds the JSON Schemas of the files that users write, and checks documents against them with findings that say
// where and what to do. It is the one package that calls gojsonschema.
//
// It may import asl/diag only: a document comes as JSON text with a function that finds places in it. Start with schema.go; the
// schemas are the *.schema.json files, and their descriptions serve editors and our help texts alike.
package schema
