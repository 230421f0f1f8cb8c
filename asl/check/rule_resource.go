package check

import (
	"maps"
	"slices"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
)

// resource checks what a Task state calls.
func (c *checker) resource(st *asl.State) {
	if st.Type != asl.Task {
		return
	}
	c.required(st.Node, st.Path, "Resource")
	if st.Resource == nil {
		return
	}
	text, at, span := st.Resource.Value, st.Path+"/Resource", st.Resource.Span
	r, recognised := parseResource(text)
	if c.cfg.Express && c.expressResource(text, at, span, r) || recognised || placeholder(text) {
		return
	}
	if !strings.HasPrefix(text, "arn:") {
		c.schema(span, at, "Write the ARN of a Lambda function, an activity or an integration such as arn:aws:states:::lambda:invoke.",
			"Value is not a valid resource ARN")
		return
	}
	c.schema(span, at, resourceHelp(r), "The resource provided %s is not recognized. The value is not a valid resource ARN, "+
		"or the resource is not available in this region.", text)
}

// expressResource reports what an Express machine cannot call and returns whether it did.
func (c *checker) expressResource(text, at string, span diag.Span, r resourceARN) bool {
	_, p := cutPattern(text)
	const help = "Make the state machine a Standard one, or call the service without waiting."
	switch {
	case r.activity:
		c.schema(span, at, help, "Express state machine does not support Activity ARN")
	case p == sync || p == sync2:
		c.schema(span, at, help, "Express state machine does not support '.sync' service integration")
	case p == callback:
		// AWS's text has the blank at the end.
		c.schema(span, at, help, "Express state machine does not support '.waitForTaskToken' service integration ")
	default:
		return false
	}
	return true
}

// resourceHelp says how an integration that does not exist could be meant.
func resourceHelp(r resourceARN) string {
	actions := integrations[r.service]
	if len(actions) == 0 {
		services := slices.Sorted(maps.Keys(integrations))
		if help := diag.DidYouMean(r.service, services); help != "" {
			return help
		}
		return "Call the service's API as aws-sdk:service:action, with the first letter of the action in lower case."
	}
	if p, ok := actions[r.action]; ok {
		var has []string
		for _, q := range []pattern{sync, sync2, callback} {
			if p&q != 0 {
				has = append(has, r.action+q.suffix())
			}
		}
		return "Write " + strings.Join(append([]string{r.action}, has...), " or ") + "."
	}
	names := slices.Sorted(maps.Keys(actions))
	if help := diag.DidYouMean(r.action, names); help != "" {
		return help
	}
	return "The optimized integration of " + r.service + " has only " + strings.Join(names, ", ") +
		". Call any other API as aws-sdk:" + r.service + ":" + r.action + "."
}

// expressChildren warns of what the children of a distributed Map state cannot call when they are Express executions.
func (c *checker) expressChildren() {
	for s, holder := range c.m.Scopes() {
		if c.cfg.Express || holder == nil || holder.Map == nil || !holder.Map.Distributed || !holder.Map.Express {
			continue
		}
		for st := range s.AllStates() {
			if st.Type != asl.Task || st.Resource == nil {
				continue
			}
			r, _ := parseResource(st.Resource.Value)
			if _, p := cutPattern(st.Resource.Value); r.activity || p != request {
				c.warn(CodeExpressChild, st.Resource.Span, st.Path+"/Resource", "Set ExecutionType of the Map state to STANDARD.",
					"The Express children of Map state '%s' cannot wait for '%s'", holder.Name.Value, st.Resource.Value)
			}
		}
	}
}
