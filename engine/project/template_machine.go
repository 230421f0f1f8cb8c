package project

import (
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// loadMachine reads an AWS::Serverless::StateMachine or an AWS::StepFunctions::StateMachine.
func (r resource) loadMachine() {
	m := Machine{Name: r.physicalName("Name", "StateMachineName"), Type: "STANDARD", File: r.p.Files[len(r.p.Files)-1]}
	if n := r.property("Type", "StateMachineType"); n != nil {
		m.Type = text(r.resolve(n))
	}
	subs := map[string]string{}
	for k, v := range fields(r.property("DefinitionSubstitutions")) {
		subs[k.Value] = text(r.resolve(v))
	}
	switch uri := r.property("DefinitionUri"); {
	case uri != nil && uri.Kind == yaml.MappingNode, r.property("DefinitionS3Location") != nil:
		r.warn(CodeNotSupported, r.name, "Write the local file in DefinitionUri.", "The definition of %s is in S3, and is left out", r.name.Value)
		return
	case uri != nil:
		path := text(r.resolve(uri))
		m.Source = r.definition(path, subs, r.src, r.span(uri))
		m.File = r.absolute(path)
	case r.property("Definition") != nil:
		m.Source = r.inline(r.resolve(r.property("Definition")).Compact(), subs)
	case r.property("DefinitionString") != nil:
		m.Source = r.inline(text(r.resolve(r.property("DefinitionString"))), subs)
	default:
		r.report(diag.Error, CodeTemplate, r.src, r.span(r.name), "The state machine "+r.name.Value+" has no definition",
			"Write DefinitionUri, Definition or DefinitionString.")
	}
	if m.Source == nil || r.broken {
		return
	}
	r.checkSubstitutions(m.Source.Text)
	r.addMachine(m, r.src, r.span(r.name))
}

// inline is a definition that the template holds itself. Its places are not those of the template, so it has a name of its own.
func (r resource) inline(definition string, subs map[string]string) *diag.Source {
	definition = substitute(definition, subs)
	if v, err := value.Parse(definition); err == nil {
		definition = indent(v, "") + "\n"
	}
	return &diag.Source{Name: r.src.Name + "#" + r.name.Value, Text: definition}
}

var substitution = regexp.MustCompile(`\$\{([A-Za-z0-9]+)\}`)

// checkSubstitutions reports each ${Name} that is left.
func (r resource) checkSubstitutions(definition string) {
	seen := map[string]bool{}
	for _, m := range substitution.FindAllStringSubmatch(definition, -1) {
		if !seen[m[1]] {
			r.warn(CodeUnresolved, r.name, "Add "+m[1]+" to DefinitionSubstitutions.", "The definition of %s has ${%s}, which nothing stands for",
				r.name.Value, m[1])
		}
		seen[m[1]] = true
	}
}

// indent prints JSON over several lines, so that findings about it have a line.
func indent(v value.Value, before string) string {
	var lines []string
	within := before + "  "
	switch v.Kind() {
	case value.Object:
		for k, m := range v.Members() {
			lines = append(lines, within+string(value.AppendQuoted(nil, k))+": "+indent(m, within))
		}
		return enclose("{", lines, before, "}")
	case value.Array:
		for _, e := range v.Elems() {
			lines = append(lines, within+indent(e, within))
		}
		return enclose("[", lines, before, "]")
	}
	return v.Compact()
}

func enclose(open string, lines []string, before, shut string) string {
	if len(lines) == 0 {
		return open + shut
	}
	return open + "\n" + strings.Join(lines, ",\n") + "\n" + before + shut
}
