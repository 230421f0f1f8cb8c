package project

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// template is a SAM or CloudFormation template. asl.ParseNode does not serve here: it drops the tags (!Ref, !Sub) that matter.
// Source: AWS SAM Developer Guide, "AWS SAM resources and properties".
type template struct {
	*loader
	src       *diag.Source
	root      *yaml.Node
	resources map[string]*yaml.Node
	depth     int             // of resolve
	work      int             // calls of resolve
	broken    bool            // resolve has given up, and so does load
	naming    map[string]bool // resources whose attribute is being computed, so that one named after itself is seen
}

// parseTemplate returns nil for a text that is no template, or has nothing of ours: many tools call a file template.yaml.
func (l *loader) parseTemplate(src *diag.Source) *template {
	if src == nil || !strings.Contains(src.Text, "AWS::Serverless::") && !strings.Contains(src.Text, stateMachineType) {
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(src.Text), &doc); err != nil {
		at := errorSpan(src, err)
		l.report(diag.Error, CodeTemplate, src, at, "The template cannot be read: "+strings.TrimPrefix(err.Error(), "yaml: "),
			"Check the indentation and the quotes around this line.")
		return &template{loader: l, src: src}
	}
	if len(doc.Content) == 0 {
		return nil
	}
	t := &template{loader: l, src: src, root: doc.Content[0], resources: map[string]*yaml.Node{}, naming: map[string]bool{}}
	for name, n := range fields(field(t.root, "Resources")) {
		t.resources[name.Value] = n
	}
	return t
}

// The resource types that are read.
const (
	functionType         = "AWS::Serverless::Function"
	serverlessMachine    = "AWS::Serverless::StateMachine"
	stateMachineType     = "AWS::StepFunctions::StateMachine"
	propertiesOfResource = "Properties"
)

// load adds the template's functions and state machines, in their order.
func (t *template) load() {
	for name, n := range fields(field(t.root, "Resources")) {
		if t.broken {
			return
		}
		r := resource{t, name, n, field(n, propertiesOfResource)}
		switch scalar(field(n, "Type")) {
		case functionType:
			r.loadFunction()
		case serverlessMachine, stateMachineType:
			r.loadMachine()
		}
	}
}

// resource is one resource of a template.
type resource struct {
	*template
	name       *yaml.Node // its logical id
	node       *yaml.Node
	properties *yaml.Node
}

// property returns a property, nil if there is none, and with a second name one that another type has for the same.
func (r resource) property(names ...string) *yaml.Node {
	for _, name := range names {
		if n := field(r.properties, name); n != nil {
			return n
		}
	}
	return nil
}

// physicalName is what AWS would call the resource, as near as can be told without it.
func (r resource) physicalName(property ...string) string {
	if n := r.property(property...); n != nil {
		return text(r.resolve(n))
	}
	return r.name.Value
}

func (r resource) warn(code string, n *yaml.Node, help, format string, args ...any) {
	r.report(diag.Warning, code, r.src, r.span(n), fmt.Sprintf(format, args...), help)
}

// span places a node: yaml.v3 knows where it begins, and a scalar written plainly is as long as its text.
func (t *template) span(n *yaml.Node) diag.Span {
	start := t.src.Pos(t.src.Offset(n.Line, n.Column))
	end := start
	if rest := t.src.Text[start.Offset:]; n.Kind == yaml.ScalarNode && strings.HasPrefix(rest, n.Value) {
		end = t.src.Pos(start.Offset + len(n.Value))
	}
	return diag.Span{Start: start, End: end}
}

var errorLine = regexp.MustCompile(`line (\d+)`)

func errorSpan(src *diag.Source, err error) diag.Span {
	at := src.Pos(0)
	if m := errorLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		at = src.Pos(src.Offset(line, 1))
	}
	return diag.Span{Start: at, End: at}
}

// field returns the value of a key of a mapping, nil if there is none.
func field(n *yaml.Node, key string) *yaml.Node {
	for k, v := range fields(n) {
		if k.Value == key {
			return v
		}
	}
	return nil
}

// fields iterates over a mapping; over nothing when n is none.
func fields(n *yaml.Node) func(yield func(k, v *yaml.Node) bool) {
	return func(yield func(k, v *yaml.Node) bool) {
		n := target(n)
		if n == nil || n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], target(n.Content[i+1])) {
				return
			}
		}
	}
}

// target follows an alias.
func target(n *yaml.Node) *yaml.Node {
	if n != nil && n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

func scalar(n *yaml.Node) string {
	if n == nil || n.Kind != yaml.ScalarNode {
		return ""
	}
	return n.Value
}

// plain converts a scalar without a tag of CloudFormation.
func plain(n *yaml.Node) value.Value {
	switch n.ShortTag() {
	case "!!null":
		return value.NullValue
	case "!!bool":
		return value.Boolean(strings.EqualFold(n.Value, "true"))
	case "!!int", "!!float":
		if v, err := value.Parse(n.Value); err == nil {
			return v
		}
	}
	return value.Text(n.Value)
}
