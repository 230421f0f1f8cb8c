package project

import (
	"strconv"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/lambda"
)

// loadFunction reads an AWS::Serverless::Function; what it does not say may stand in Globals.
func (r resource) loadFunction() {
	if n := r.setting("InlineCode"); n != nil {
		r.warn(CodeNotSupported, n, "Put the code into a file, and its folder into CodeUri.", "The function %s has its code in the template, "+
			"and is left out", r.name.Value)
		return
	}
	if text(r.value("PackageType")) == "Image" {
		r.warn(CodeNotSupported, r.name, "Give it a runtime or a command in stepmill.yaml.", "The function %s is a container image, and is "+
			"left out", r.name.Value)
		return
	}
	if n := r.setting("Layers"); n != nil {
		r.warn(CodeNotSupported, n, "Install what they hold for the interpreter on the PATH.", "The layers of the function %s are not used on "+
			"this machine", r.name.Value)
	}
	f := lambda.Function{
		Name:        r.physicalName("FunctionName"),
		Runtime:     text(r.value("Runtime")),
		Handler:     text(r.value("Handler")),
		Code:        r.absolute(r.codeFolder()),
		Timeout:     time.Duration(r.integer("Timeout")) * time.Second,
		Concurrency: r.integer("ReservedConcurrentExecutions"),
		MemoryMB:    r.integer("MemorySize"),
		Environment: r.environment(),
	}
	switch {
	case r.broken:
		return
	case f.Runtime == "":
		r.warn(CodeFunction, r.name, "Write Runtime, here or in Globals.", "The function %s has no runtime, and is left out", r.name.Value)
		return
	case f.Handler == "" && needsHandler(f.Runtime):
		r.warn(CodeFunction, r.name, "Write Handler, here or in Globals.", "The function %s has no handler, and is left out", r.name.Value)
		return
	case f.Timeout < 0 || f.Timeout > lambda.MaxTimeout:
		r.warn(CodeFunction, r.setting("Timeout"), "Write a number of seconds up to 900.", "The function %s has a timeout that Lambda does not "+
			"allow, and is left out", r.name.Value)
		return
	}
	r.addFunction(f, r.src, r.span(r.name))
}

// setting is a property of the function, else of Globals.
func (r resource) setting(name string) *yaml.Node {
	if n := r.property(name); n != nil {
		return n
	}
	return field(field(field(r.root, "Globals"), "Function"), name)
}

// value resolves a setting; an empty text if there is none.
func (r resource) value(name string) value.Value {
	if n := r.setting(name); n != nil {
		return r.resolve(n)
	}
	return value.Text("")
}

// integer resolves a setting to a whole number, also one that a parameter gives as text; 0 if there is none.
func (r resource) integer(name string) int {
	n := r.setting(name)
	if n == nil {
		return 0
	}
	i, err := strconv.Atoi(text(r.resolve(n)))
	if err != nil {
		r.warn(CodeFunction, n, "Write a whole number.", "%s of the function %s is not a whole number", name, r.name.Value)
	}
	return i
}

// codeFolder is CodeUri, by default the template's folder. Code that lies in S3 cannot be run.
func (r resource) codeFolder() string {
	n := r.setting("CodeUri")
	if n != nil && n.Kind == yaml.MappingNode {
		r.warn(CodeNotSupported, n, "Write the local folder in CodeUri.", "The code of the function %s is in S3; the template's folder is "+
			"used", r.name.Value)
		n = nil
	}
	if n == nil {
		return "."
	}
	return text(r.resolve(n))
}

// environment merges Environment.Variables of Globals and of the function.
func (r resource) environment() map[string]string {
	env := map[string]string{}
	for _, n := range []*yaml.Node{field(field(field(r.root, "Globals"), "Function"), "Environment"), r.property("Environment")} {
		for k, v := range fields(field(n, "Variables")) {
			env[k.Value] = text(r.resolve(v))
		}
	}
	return env
}
