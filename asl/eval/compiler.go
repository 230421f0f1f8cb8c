package eval

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// The codes of what Compile finds.
// Source: AWS Step Functions API Reference, ValidateStateMachineDefinition.
const (
	codeSchema             = asl.CodeSchema
	codeReservedVariable   = "RESERVED_VARIABLE_NAME"
	codeVariableName       = "INVALID_VARIABLE_NAME"
	codeInvalidJSONata     = "INVALID_JSONATA_EXPRESSION"
	codeUnsupportedJSONata = "UNSUPPORTED_JSONATA_EXPRESSION"
)

// compiler compiles the fields of one state and collects what is wrong with them.
type compiler struct {
	state *asl.State
	found diag.List
	vars  map[string]bool
}

// place is a field: the node and its location relative to the state (Output/a[0]).
type place struct {
	node *asl.Node
	at   string
}

// member returns the place of a member of p. The key may end in ".$", the location does not.
func (p place) member(key string, n *asl.Node) place { return place{n, p.at + "/" + key} }

// elem returns the place of an element of p.
func (p place) elem(i int, n *asl.Node) place { return place{n, fmt.Sprintf("%s[%d]", p.at, i)} }

func (c *compiler) jsonata() bool { return c.state.Language == asl.JSONata }

// report adds a finding about p.
func (c *compiler) report(p place, code, help, format string, args ...any) {
	d := diag.Diagnostic{
		Code: code, Message: fmt.Sprintf(format, args...), Help: help, Location: strings.TrimSuffix(c.state.Path+"/"+p.at, "/"),
	}
	if p.node != nil {
		d.Span = p.node.Span
	}
	c.found = append(c.found, d)
}

var kindNames = [...]string{
	value.Null: "NULL", value.Bool: "BOOLEAN", value.Number: "NUMBER", value.String: "STRING", value.Array: "ARRAY",
	value.Object: "OBJECT",
}

// is reports whether p is of the kind k and says so if it is not.
func (c *compiler) is(p place, k value.Kind) bool {
	if p.node.Kind() == k {
		return true
	}
	c.report(p, codeSchema, "", "Expected value of type [%s]", kindNames[k])
	return false
}

// reads notes the variables that an expression reads.
func (c *compiler) reads(names []string) {
	for _, n := range names {
		c.vars[n] = true
	}
}

func (c *compiler) variables() []string { return slices.Sorted(maps.Keys(c.vars)) }

// local returns a location of the definition relative to the state.
func (c *compiler) local(path string) string { return strings.TrimPrefix(path, c.state.Path+"/") }
