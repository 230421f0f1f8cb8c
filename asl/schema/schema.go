package schema

import (
	_ "embed" // the schemas
	"fmt"
	"sync"

	"github.com/xeipuuv/gojsonschema"

	"github.com/stepmill/stepmill/asl/diag"
)

// Kind names a schema.
type Kind string

// Project is the schema of stepmill.yaml.
const Project Kind = "stepmill"

// Code is the code of every finding of this package; it is AWS's.
const Code = "SCHEMA_VALIDATION_FAILED"

//go:embed stepmill.schema.json
var projectText string

// compiled is a schema in the forms that Validate needs.
type compiled struct {
	checker *gojsonschema.Schema
	tree    node
}

var schemas = map[Kind]func() (*compiled, error){
	Project: sync.OnceValues(func() (*compiled, error) { return compile(projectText) }),
}

// Text returns a schema as JSON, for editors; "" if there is none of this kind.
func Text(k Kind) string {
	if k == Project {
		return projectText
	}
	return ""
}

// Spans finds the place of the value at a path of member names and array indexes or, with key set, of the member name that ends
// the path. It returns the zero Span for a path that the document does not have.
type Spans func(path []string, key bool) diag.Span

// Validate checks a document, given as JSON, and returns what it found in the order of the source. It panics when there is no schema
// of this kind, or json is not JSON: both are for the caller to see to.
func Validate(k Kind, src *diag.Source, json string, spans Spans) diag.List {
	load := schemas[k]
	if load == nil {
		panic(fmt.Sprintf("schema: there is no schema %q", k))
	}
	s, err := load()
	if err != nil {
		panic(fmt.Sprintf("schema: compile %s: %v", k, err))
	}
	result, err := s.checker.Validate(gojsonschema.NewStringLoader(json))
	if err != nil {
		panic(fmt.Sprintf("schema: validate against %s: %v", k, err))
	}
	var l diag.List
	for _, e := range result.Errors() {
		if d, ok := s.finding(e, spans); ok {
			d.Source = src
			l = append(l, d)
		}
	}
	return diag.Sorted(l)
}

func compile(text string) (*compiled, error) {
	checker, err := gojsonschema.NewSchema(gojsonschema.NewStringLoader(text))
	if err != nil {
		return nil, err
	}
	tree, err := parseNode(text)
	if err != nil {
		return nil, err
	}
	return &compiled{checker, tree}, nil
}
