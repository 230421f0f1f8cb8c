package executor

import (
	"fmt"
	"sync"
)

// Mux finds the Executor for a Resource. The zero Mux is ready, and a Mux is safe for concurrent use.
//
// A pattern is a Resource in which * stands for any text inside one part between colons, and at the very end for any rest:
//
//	arn:aws:lambda:*:*:function:*                          every Lambda function, with or without a qualifier
//	arn:aws:lambda:us-east-1:000000000000:function:clean   this one
//	arn:aws:states:::sqs:sendMessage*                      also sendMessage.waitForTaskToken
//	arn:aws:states:::aws-sdk:*                             every SDK integration
//
// When several patterns match, the most specific one wins: the one that matches a subset of what the others match.
type Mux struct {
	mu    sync.RWMutex
	exact map[string]Executor // patterns without *
	globs []route
}

type route struct {
	pattern  pattern
	executor Executor
}

// NewMux returns an empty Mux.
func NewMux() *Mux { return new(Mux) }

// Handle registers e for the resources that match pattern. It panics, naming both patterns, when pattern is registered
// already, or overlaps another one with neither being the more specific: an order of registration must not decide.
func (m *Mux) Handle(pattern string, e Executor) {
	if e == nil {
		panic(fmt.Sprintf("executor: Handle(%q, nil): an Executor is needed", pattern))
	}
	p, err := parsePattern(pattern)
	if err != nil {
		panic("executor: " + err.Error())
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if p.literal() {
		if _, ok := m.exact[pattern]; ok {
			panic(fmt.Sprintf("executor: pattern %q is registered twice", pattern))
		}
		if m.exact == nil {
			m.exact = map[string]Executor{}
		}
		m.exact[pattern] = e
		return
	}
	for _, r := range m.globs {
		if conflict(p, r.pattern) {
			panic(fmt.Sprintf("executor: pattern %q conflicts with pattern %q: both match some resources, and neither is "+
				"more specific than the other", pattern, r.pattern.text))
		}
	}
	m.globs = append(m.globs, route{p, e})
}

// Lookup returns the executor registered with the most specific pattern that matches resource.
func (m *Mux) Lookup(resource string) (Executor, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if e, ok := m.exact[resource]; ok {
		return e, true
	}
	best := -1
	for i := range m.globs {
		if !m.globs[i].pattern.matches(resource) {
			continue
		}
		if best < 0 || m.globs[i].pattern.within(m.globs[best].pattern) {
			best = i
		}
	}
	if best < 0 {
		return nil, false
	}
	return m.globs[best].executor, true
}
