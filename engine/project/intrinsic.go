package project

import (
	"fmt"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// resolve gives a part of a template its value, as CloudFormation would: Ref, Fn::GetAtt, Fn::Sub and Fn::Join are computed with the
// project's region and account. What cannot be known here is reported and becomes its own name.
// Source: AWS CloudFormation User Guide, "Intrinsic function reference".
func (t *template) resolve(n *yaml.Node) value.Value {
	n = target(n)
	if t.broken {
		return value.NullValue
	}
	if t.depth >= maxDepth || t.work >= maxWork {
		t.broken = true
		t.report(diag.Error, CodeTemplate, t.src, t.span(n), "This is too deep or too large once its aliases are written out",
			"Do not let an alias contain itself.")
		return value.NullValue
	}
	t.depth++
	t.work++
	defer func() { t.depth-- }()
	if name, ok := intrinsicTag(n); ok {
		return t.call(name, n, argument(n))
	}
	switch n.Kind {
	case yaml.MappingNode:
		if len(n.Content) == 2 {
			if name, ok := intrinsicKey(n.Content[0].Value); ok {
				return t.call(name, n, target(n.Content[1]))
			}
		}
		var b value.ObjectBuilder
		for k, v := range fields(n) {
			b.Set(k.Value, t.resolve(v))
		}
		return b.Value()
	case yaml.SequenceNode:
		elems := make([]value.Value, len(n.Content))
		for i, e := range n.Content {
			elems[i] = t.resolve(e)
		}
		return value.ArrayOf(elems)
	}
	return plain(n)
}

// Limits of what a template may become, which aliases can make endless.
const (
	maxDepth = 200     // levels
	maxWork  = 1 << 20 // values, more than CloudFormation's largest template (1 MB) can hold
)

// intrinsicTag recognises the short form: !Ref, !GetAtt.
func intrinsicTag(n *yaml.Node) (string, bool) {
	if !strings.HasPrefix(n.Tag, "!") || strings.HasPrefix(n.Tag, "!!") {
		return "", false
	}
	return n.Tag[1:], true
}

// intrinsicKey recognises the long form: Ref, Fn::GetAtt.
func intrinsicKey(key string) (string, bool) {
	if key == "Ref" || key == "Condition" {
		return key, key == "Ref"
	}
	return strings.CutPrefix(key, "Fn::")
}

// argument is a node without its tag.
func argument(n *yaml.Node) *yaml.Node {
	a := *n
	a.Tag = ""
	return &a
}

func (t *template) call(name string, at, arg *yaml.Node) value.Value {
	switch name {
	case "Ref":
		return value.Text(t.reference(scalar(arg), "", at))
	case "GetAtt":
		id, attribute := getAtt(arg)
		return value.Text(t.reference(id, attribute, at))
	case "Sub":
		return value.Text(t.sub(at, arg))
	case "Join":
		if len(arg.Content) == 2 {
			var parts []string
			for _, e := range target(arg.Content[1]).Content {
				parts = append(parts, text(t.resolve(e)))
			}
			return value.Text(strings.Join(parts, text(t.resolve(arg.Content[0]))))
		}
	}
	t.unresolved(at, "Fn::"+name)
	return value.Text("Fn::" + name)
}

// getAtt reads its argument: A.Arn, or [A, Arn].
func getAtt(arg *yaml.Node) (id, attribute string) {
	if arg.Kind == yaml.SequenceNode && len(arg.Content) == 2 {
		return arg.Content[0].Value, arg.Content[1].Value
	}
	id, attribute, _ = strings.Cut(scalar(arg), ".")
	return id, attribute
}

var subVariable = regexp.MustCompile(`\$\{(!?)([^}]*)\}`)

// sub fills the ${…} of a text, or of the first of a list whose second is a mapping of more variables; ${!x} stands for ${x}.
func (t *template) sub(at, arg *yaml.Node) string {
	vars := map[string]string{}
	if arg.Kind == yaml.SequenceNode && len(arg.Content) > 0 {
		if len(arg.Content) > 1 {
			for k, v := range fields(arg.Content[1]) {
				vars[k.Value] = text(t.resolve(v))
			}
		}
		arg = target(arg.Content[0])
	}
	return subVariable.ReplaceAllStringFunc(scalar(arg), func(found string) string {
		m := subVariable.FindStringSubmatch(found)
		if m[1] == "!" {
			return "${" + m[2] + "}"
		}
		if v, ok := vars[m[2]]; ok {
			return v
		}
		id, attribute, _ := strings.Cut(m[2], ".")
		return t.reference(id, attribute, at)
	})
}

func (t *template) unresolved(at *yaml.Node, what string) {
	resource{template: t}.warn(CodeUnresolved, at, "Write it out in stepmill.yaml, or give the parameter a default.",
		"%s has no value on this machine, so its name stands for it", what)
}

// reference is the value of a resource (no attribute), of one of its attributes, of a parameter or of a pseudo parameter.
func (t *template) reference(id, attribute string, at *yaml.Node) string {
	if v, ok := t.pseudo(id); ok {
		return v
	}
	if p := field(field(t.root, "Parameters"), id); p != nil && attribute == "" {
		if d := field(p, "Default"); d != nil {
			return text(plain(d))
		}
		t.unresolved(at, "The parameter "+id)
		return id
	}
	if n := t.resources[id]; n != nil && !t.naming[id] {
		t.naming[id] = true
		defer delete(t.naming, id)
		r := resource{t, &yaml.Node{Value: id}, n, field(n, propertiesOfResource)}
		if v, ok := r.attribute(attribute); ok {
			return v
		}
		t.unresolved(at, strings.TrimSuffix(fmt.Sprintf("%s.%s", id, attribute), "."))
		return strings.TrimSuffix(id+"."+attribute, ".")
	}
	t.unresolved(at, id)
	return id
}

func (t *template) pseudo(id string) (string, bool) {
	switch id {
	case "AWS::Region":
		return t.p.Region, true
	case "AWS::AccountId":
		return t.p.Account, true
	case "AWS::Partition":
		return "aws", true
	case "AWS::URLSuffix":
		return "amazonaws.com", true
	case "AWS::StackName":
		return "local", true
	}
	return "", false
}
