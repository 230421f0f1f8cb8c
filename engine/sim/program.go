package sim

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// generator writes random state machines whose outcome does not depend on the order of things: what may fail for good stands where nothing
// runs beside it.
type generator struct {
	r     *rand.Rand
	names int
}

const (
	function = "arn:aws:lambda:us-east-1:000000000000:function:f"
	callback = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
)

// machine returns a definition.
func (g *generator) machine() string {
	if g.r.IntN(12) == 0 {
		return endless
	}
	return g.scope(3, true)
}

// endless runs into the history limit.
const endless = `{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "Next": "B"},
  "B": {"Type": "Choice", "Choices": [{"Variable": "$.never", "IsPresent": true, "Next": "C"}], "Default": "A"},
  "C": {"Type": "Succeed"}}}`

// input returns the input of the machine.
func (g *generator) input() string {
	items := make([]string, g.r.IntN(7))
	for i := range items {
		items[i] = fmt.Sprint(g.r.IntN(50))
	}
	return `{"items": [` + strings.Join(items, ", ") + `]}`
}

func (g *generator) name(kind string) string {
	g.names++
	return fmt.Sprintf("%s%d", kind, g.names)
}

// scope writes a chain of states. alone says that nothing runs beside it, so that it may fail.
func (g *generator) scope(depth int, alone bool) string {
	n := 1 + g.r.IntN(4)
	names, bodies := make([]string, n), make([]string, n)
	for i := range n {
		names[i], bodies[i] = g.state(depth, alone)
	}
	var b strings.Builder
	tail := g.name("Tail")
	fmt.Fprintf(&b, `{"StartAt": %q, "States": {`, names[0])
	for i := range n {
		next := tail
		if i < n-1 {
			next = names[i+1]
		}
		// What was caught goes to the end of the scope; bodies of inner scopes have their own tails already.
		fmt.Fprintf(&b, "%q: {%s}, ", names[i], strings.NewReplacer("@next", fmt.Sprintf(`"Next": %q`, next), "@tail", tail).Replace(bodies[i]))
	}
	fmt.Fprintf(&b, "%q: {%s}}}", tail, g.tail(alone))
	return b.String()
}

// tail ends a scope: with what came in, or now and then, where nothing runs beside it, with a failure.
func (g *generator) tail(alone bool) string {
	if alone && g.r.IntN(8) == 0 {
		return `"Type": "Fail", "Error": "Doomed", "Cause": "as generated"`
	}
	return `"Type": "Pass", "End": true`
}

// state writes one state; @next stands for where it goes.
func (g *generator) state(depth int, alone bool) (name, body string) {
	kinds := 6
	if depth > 0 {
		kinds = 10
	}
	switch g.r.IntN(kinds) {
	case 0:
		return g.name("Pass"), fmt.Sprintf(`"Type": "Pass", "Parameters": {"p": %d, "in.$": "$"}, "Assign": {"v%d.$": "$"}, @next`, g.r.IntN(9), g.names)
	case 1:
		return g.name("Draw"), `"Type": "Pass", "Parameters": {"u.$": "States.UUID()", "t.$": "$$.State.EnteredTime"}, "ResultPath": null, @next`
	case 2:
		return g.name("Wait"), fmt.Sprintf(`"Type": "Wait", "Seconds": %d, @next`, g.r.IntN(100))
	case 3:
		return g.name("Call"), g.task(callback, `"Parameters": {"token.$": "$$.Task.Token", "in.$": "$"}, "ResultPath": "$.call", `)
	case 6, 7:
		return g.name("Map"), g.mapState(depth, alone)
	case 8, 9:
		return g.name("Parallel"), g.parallel(depth, alone)
	}
	return g.name("Task"), g.task(function, "")
}

// task writes a Task state. Its worker fails and hangs at first, so that it retries; after some attempts it always answers.
func (g *generator) task(resource, more string) string {
	return fmt.Sprintf(`"Type": "Task", "Resource": %q, %s"TimeoutSeconds": %d, "Retry": [{"ErrorEquals": ["Flaky"], "MaxAttempts": %d, "JitterStrategy": %q}, `+
		`{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 3}], "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.caught", "Next": "@tail"}], @next`,
		resource, more, 100000+g.r.IntN(5), 1+g.r.IntN(3), []string{"NONE", "FULL"}[g.r.IntN(2)])
}

func (g *generator) mapState(depth int, alone bool) string {
	limit := g.r.IntN(4)
	body := g.scope(depth-1, alone && limit == 1)
	return fmt.Sprintf(`"Type": "Map", "MaxConcurrency": %d, "Parameters": {"item.$": "$$.Map.Item.Value", "i.$": "$$.Map.Item.Index"}, `+
		`"ItemsPath": "$$.Execution.Input.items", "ItemProcessor": %s, "ResultPath": "$.mapped", "Retry": [{"ErrorEquals": ["Doomed"], "MaxAttempts": 1}], @next`,
		limit, body)
}

func (g *generator) parallel(depth int, alone bool) string {
	n := 1 + g.r.IntN(3)
	branches := make([]string, n)
	for i := range n {
		branches[i] = g.scope(depth-1, alone && n == 1)
	}
	return fmt.Sprintf(`"Type": "Parallel", "Branches": [%s], "ResultPath": "$.branches", @next`, strings.Join(branches, ", "))
}
