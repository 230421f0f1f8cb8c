package project

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/schema"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/lambda"
)

// loadFile reads stepmill.yaml. What the schema refuses is reported and left out.
func (l *loader) loadFile(src *diag.Source) {
	root, found := asl.ParseNode(src)
	l.found = append(l.found, found...)
	if found.HasErrors() || !root.Value.IsDefined() { // an empty file is an empty project
		return
	}
	found = schema.Validate(schema.Project, src, root.Value.JSON(), spansOf(root))
	l.found = append(l.found, found...)
	if found.HasErrors() {
		return
	}
	if n := root.Get("region"); n != nil {
		l.p.Region = n.Text()
	}
	if n := root.Get("account"); n != nil {
		l.p.Account = n.Text()
	}
	f := &file{l, src}
	for _, m := range members(root.Get("stateMachines")) {
		f.machine(m)
	}
	for _, m := range members(root.Get("functions")) {
		f.function(m)
	}
	for _, m := range members(root.Get("services")) {
		l.p.Services[m.Key] = f.service(m.Value)
	}
}

// file is a stepmill.yaml that its schema has accepted.
type file struct {
	*loader
	src *diag.Source
}

func (f *file) machine(m asl.MemberNode) {
	at := m.Value.Get("definition")
	source := f.definition(at.Text(), texts(m.Value.Get("substitutions")), f.src, at.Span)
	if source == nil {
		return
	}
	kind := m.Value.Get("type").Text()
	if kind == "" {
		kind = "STANDARD"
	}
	f.addMachine(Machine{Name: m.Key, Type: kind, Source: source, File: f.absolute(at.Text())}, f.src, m.KeySpan)
}

func (f *file) function(m asl.MemberNode) {
	n := m.Value
	fn := lambda.Function{
		Name:        m.Key,
		Runtime:     n.Get("runtime").Text(),
		Handler:     n.Get("handler").Text(),
		Code:        f.absolute(n.Get("code").Text()),
		Environment: texts(n.Get("environment")),
		Concurrency: integer(n.Get("concurrency")),
		MemoryMB:    integer(n.Get("memory")),
	}
	if strings.HasPrefix(m.Key, "arn:") {
		fn.ARN = m.Key
		fn.Name = m.Key[strings.LastIndexByte(m.Key, ':')+1:]
	}
	if c := n.Get("command"); c != nil {
		for _, e := range c.Elems {
			fn.Command = append(fn.Command, e.Text())
		}
		if strings.Contains(fn.Command[0], "/") {
			fn.Command[0] = f.absolute(fn.Command[0])
		}
	}
	switch {
	case len(fn.Command) == 0 && fn.Runtime == "":
		f.report(diag.Error, CodeFunction, f.src, m.KeySpan, fmt.Sprintf("The function '%s' has neither a runtime nor a command", m.Key),
			"Write runtime: and handler:, or command:.")
		return
	case len(fn.Command) > 0 && fn.Runtime != "":
		f.report(diag.Error, CodeFunction, f.src, m.KeySpan, fmt.Sprintf("The function '%s' has both a runtime and a command", m.Key),
			"Leave one of them out.")
		return
	case fn.Handler == "" && needsHandler(fn.Runtime):
		f.report(diag.Error, CodeFunction, f.src, m.KeySpan, fmt.Sprintf("The function '%s' has no handler", m.Key),
			"Write handler: with the file and the function, such as handler.handler.")
		return
	}
	timeout, ok := duration(n.Get("timeout"))
	if !ok {
		f.report(diag.Error, CodeFunction, f.src, n.Get("timeout").Span,
			fmt.Sprintf("The function '%s' has a timeout of %s, but Lambda allows more than 0 and up to %s", m.Key, timeout, lambda.MaxTimeout),
			"Write a shorter time, such as 30s.")
		return
	}
	fn.Timeout = timeout
	f.addFunction(fn, f.src, m.KeySpan)
}

func needsHandler(runtime string) bool {
	return strings.HasPrefix(runtime, "python") || strings.HasPrefix(runtime, "nodejs")
}

func (f *file) service(n *asl.Node) Service {
	s := Service{Endpoint: n.Get("endpoint").Text(), Settings: n.Value}
	if root := n.Get("root"); root != nil {
		s.Root = f.absolute(root.Text())
	}
	return s
}

// duration reads a timeout, a text such as 30s or a number of seconds; 0 if there is none.
func duration(n *asl.Node) (time.Duration, bool) {
	if n == nil {
		return 0, true
	}
	d := time.Duration(integer(n)) * time.Second
	if n.Kind() == value.String {
		d, _ = time.ParseDuration(n.Text()) // the schema has checked the form
	}
	return d, d > 0 && d <= lambda.MaxTimeout
}

func integer(n *asl.Node) int {
	if n == nil {
		return 0
	}
	i, _ := n.Value.Int()
	return int(i)
}

// members returns the members of a mapping of which the last of each name counts.
func members(n *asl.Node) []asl.MemberNode {
	if n == nil {
		return nil
	}
	return n.Members
}

// texts returns the scalars of a mapping as texts.
func texts(n *asl.Node) map[string]string {
	m := map[string]string{}
	for _, member := range members(n) {
		m[member.Key] = text(member.Value.Value)
	}
	return m
}

func text(v value.Value) string {
	if v.Kind() == value.String {
		return v.Str()
	}
	return v.Compact()
}

// spansOf lets the schema's findings be placed in a document.
func spansOf(root *asl.Node) schema.Spans {
	return func(path []string, key bool) diag.Span {
		at, n := diag.Span{}, root
		for _, name := range path {
			if i, err := strconv.Atoi(name); err == nil && i < len(n.Elems) {
				n = n.Elems[i]
				at = n.Span
				continue
			}
			i := slices.IndexFunc(n.Members, func(m asl.MemberNode) bool { return m.Key == name })
			if i < 0 {
				return at
			}
			at, n = n.Members[i].KeySpan, n.Members[i].Value
		}
		if !key && n.Kind() != value.Object || !at.Known() {
			at = n.Span
		}
		return at
	}
}
