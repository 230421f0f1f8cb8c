package check

import (
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// exprKind says what a text must be.
type exprKind uint8

const (
	pathExpr      exprKind = iota // a path, or null
	referenceExpr                 // a reference path
	resultExpr                    // a reference path into the state's data, or null
	pathOrCall                    // a path or an intrinsic function
	templateExpr                  // the value of a field that ends in .$: a path or an intrinsic function
	operandExpr                   // Variable, or the operand of a comparison that ends in Path
	jsonataExpr                   // a string that begins with {%
)

// scope of $states: what its fields hold differs from place to place.
type statesScope uint8

const (
	plainScope  statesScope = iota // input and context
	resultScope                    // and result
	errorScope                     // and errorOutput
)

// expr is one place of a state where an expression stands.
type expr struct {
	kind  exprKind
	node  *asl.Node
	at    string // AWS's location of a finding
	field string // the name AWS gives it in a text
	scope statesScope
	// unread marks an expression that AWS does not read before it runs: what is wrong with it is a warning.
	unread bool
}

// collector gathers the expressions of one state, in document order of each field.
type collector struct {
	st   *asl.State
	list []expr
}

// expressionsOf returns every expression of a state, those of the states inside it left out.
func expressionsOf(st *asl.State) []expr {
	c := &collector{st: st}
	if st.Language == asl.JSONata {
		c.jsonata()
	} else {
		c.paths()
	}
	return c.list
}

func (c *collector) add(kind exprKind, n *asl.Node, at, field string) {
	if n != nil {
		c.list = append(c.list, expr{kind: kind, node: n, at: at, field: field})
	}
}

// own adds a field of the state itself.
func (c *collector) own(kind exprKind, field string) {
	c.add(kind, c.st.Node.Get(field), c.st.Path+"/"+field, field)
}

// paths collects the expressions of a JSONPath state.
func (c *collector) paths() {
	st := c.st
	c.own(pathExpr, "InputPath")
	c.own(pathExpr, "OutputPath")
	c.own(resultExpr, "ResultPath")
	for _, f := range []string{
		"ItemsPath", "SecondsPath", "TimestampPath", "TimeoutSecondsPath", "HeartbeatSecondsPath", "MaxConcurrencyPath",
		"ToleratedFailureCountPath", "ToleratedFailurePercentagePath",
	} {
		c.own(referenceExpr, f)
	}
	c.own(pathOrCall, "ErrorPath")
	c.own(pathOrCall, "CausePath")
	for _, f := range []string{"Parameters", "ResultSelector", "ItemSelector", "Assign", "Credentials"} {
		c.template(st.Node.Get(f), st.Path+"/"+f)
	}
	for _, k := range st.Catch {
		c.add(resultExpr, k.ResultPath, k.Path+"/ResultPath", "ResultPath")
		c.template(k.Assign, k.Path+"/Assign")
	}
	for _, r := range st.Choices {
		c.rulePaths(r)
	}
	if m := st.Map; m != nil {
		c.template(m.ItemReader.Get("Parameters"), st.Path+"/ItemReader/Parameters")
		c.template(m.ResultWriter.Get("Parameters"), st.Path+"/ResultWriter/Parameters")
		c.template(m.ItemBatcher.Get("BatchInput"), st.Path+"/ItemBatcher/BatchInput")
		c.add(referenceExpr, m.ItemReader.Get("ReaderConfig").Get("MaxItemsPath"), st.Path+"/ItemReader/ReaderConfig/MaxItemsPath", "MaxItemsPath")
		for _, f := range []string{"MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath"} {
			c.add(referenceExpr, m.ItemBatcher.Get(f), st.Path+"/ItemBatcher/"+f, f)
		}
	}
}

func (c *collector) rulePaths(r *asl.Rule) {
	c.add(operandExpr, r.Variable, r.Path+"/Variable", "Variable")
	for _, m := range r.Node.Members {
		if asl.IsOperator(m.Key) && strings.HasSuffix(m.Key, "Path") {
			c.add(operandExpr, m.Value, r.Path+"/"+m.Key, m.Key)
		}
	}
	c.template(r.Assign, r.Path+"/Assign")
	for _, inner := range append(append([]*asl.Rule(nil), r.And...), r.Or...) {
		c.rulePaths(inner)
	}
	if r.Not != nil {
		c.rulePaths(r.Not)
	}
}

// template collects the fields that end in .$ of a payload template at any depth. AWS locates a finding at the object that has
// the field.
func (c *collector) template(n *asl.Node, at string) {
	if n == nil {
		return
	}
	for _, m := range n.Members {
		if strings.HasSuffix(m.Key, ".$") {
			c.add(templateExpr, m.Value, at, m.Key)
			continue
		}
		c.template(m.Value, at+"/"+m.Key)
	}
	for i, e := range n.Elems {
		c.template(e, fmt.Sprintf("%s[%d]", at, i))
	}
}

// jsonata collects the expressions of a JSONata state.
func (c *collector) jsonata() {
	st := c.st
	after := plainScope
	if st.Type == asl.Task || st.Type == asl.Parallel || st.Type == asl.MapType {
		after = resultScope
	}
	for _, f := range []string{
		"Arguments", "Items", "ItemSelector", "Seconds", "Timestamp", "TimeoutSeconds", "HeartbeatSeconds", "Error", "Cause",
		"MaxConcurrency", "ToleratedFailureCount", "ToleratedFailurePercentage", "ItemBatcher",
	} {
		c.strings(st.Node.Get(f), st.Path+"/"+f, plainScope)
	}
	before := len(c.list)
	c.strings(st.Credentials, st.Path+"/Credentials", plainScope)
	for i := range c.list[before:] {
		c.list[before+i].unread = true
	}
	c.strings(st.Output, st.Path+"/Output", after)
	c.strings(st.Assign, st.Path+"/Assign", after)
	for _, k := range st.Catch {
		c.strings(k.Output, k.Path+"/Output", errorScope)
		c.strings(k.Assign, k.Path+"/Assign", errorScope)
	}
	for _, r := range st.Choices {
		c.strings(r.Condition, r.Path+"/Condition", plainScope)
		c.strings(r.Assign, r.Path+"/Assign", plainScope)
		c.strings(r.Output, r.Path+"/Output", plainScope)
	}
	if m := st.Map; m != nil {
		c.strings(m.ItemReader.Get("Arguments"), st.Path+"/ItemReader/Arguments", plainScope)
		c.strings(m.ItemReader.Get("ReaderConfig").Get("MaxItems"), st.Path+"/ItemReader/ReaderConfig/MaxItems", plainScope)
		c.strings(m.ResultWriter.Get("Arguments"), st.Path+"/ResultWriter/Arguments", plainScope)
	}
}

// strings collects every string below n that begins as an expression does.
func (c *collector) strings(n *asl.Node, at string, scope statesScope) {
	if n == nil {
		return
	}
	if n.Kind() == value.String {
		if opensExpression(n) {
			c.list = append(c.list, expr{kind: jsonataExpr, node: n, at: at, scope: scope})
		}
		return
	}
	for _, m := range n.Members {
		c.strings(m.Value, at+"/"+m.Key, scope)
	}
	for i, e := range n.Elems {
		c.strings(e, fmt.Sprintf("%s[%d]", at, i), scope)
	}
}

// code is the text between the marks of a JSONata expression, and whether it has both of them.
func (e expr) code() (string, bool) {
	text := e.node.Text()
	if len(text) < len("{%%}") || !strings.HasSuffix(text, "%}") {
		return "", false
	}
	return strings.TrimSpace(text[2 : len(text)-2]), true
}
