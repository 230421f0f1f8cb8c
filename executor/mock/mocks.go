package mock

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// Mocks are the test cases of a file. They may be used by many goroutines. What was called is counted in memory: after a restart an execution
// begins with number 0 again.
type Mocks struct {
	cases map[testCase]map[string]responses // by the name of the state

	mu    sync.Mutex
	calls map[call]int
	order []call // in which they came first
}

type testCase struct{ machine, name string }

// call names the calls of one state of one execution.
type call struct{ execution, state string }

// maxCounted is how many states of executions are counted at a time; beyond that the oldest is forgotten.
const maxCounted = 100_000

// HasCase reports whether a state machine has a test case.
func (m *Mocks) HasCase(machine, name string) bool {
	_, ok := m.cases[testCase{machine, name}]
	return ok
}

// Lookup returns what answers the tasks of a state in a test case; false where the case does not name the state.
func (m *Mocks) Lookup(machine, name, state string) (executor.Executor, bool) {
	rs, ok := m.cases[testCase{machine, name}][state]
	if !ok {
		return nil, false
	}
	return mocked{m, rs}, true
}

// count returns how often a state was called before.
func (m *Mocks) count(c call) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, known := m.calls[c]
	if !known {
		m.order = append(m.order, c)
		if len(m.order) > maxCounted {
			delete(m.calls, m.order[0])
			m.order = m.order[1:]
		}
	}
	m.calls[c] = n + 1
	return n
}

// mocked answers the tasks of one state.
type mocked struct {
	mocks     *Mocks
	responses responses
}

// Run answers with the response whose turn it is. What a real call would submit first is submitted: a job or a message has an answer of its own.
func (x mocked) Run(_ context.Context, t executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
	n := x.mocks.count(call{t.Execution, t.State})
	if n >= len(x.responses) {
		return value.Value{}, &fault.Fault{Error: fault.Runtime, Plain: true, Cause: fmt.Sprintf(
			"The mock configuration has no response %d for the state %q, only %d. Add it under MockedResponses.", n, t.State, len(x.responses))}
	}
	answer := x.responses[n]
	if answer.fault != nil {
		return value.Value{}, answer.fault
	}
	if waits(t.Resource) {
		r.Submitted(submitted(t.Resource, answer.result), nil)
		return answer.result, nil
	}
	return complete(t.Resource, answer.result), nil
}

// waits reports whether a task goes on after its request was answered.
func waits(resource string) bool {
	return strings.HasSuffix(resource, ".sync") || strings.HasSuffix(resource, ".sync:2") || strings.HasSuffix(resource, ".waitForTaskToken")
}
