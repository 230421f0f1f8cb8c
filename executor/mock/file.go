package mock

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// response is what one call of a state gets: a result or a fault.
type response struct {
	result value.Value
	fault  *fault.Fault
}

// responses are those of one mocked response, by the number of the call.
type responses []response

// Read reads a file.
func Read(path string) (*Mocks, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the mock configuration: %w", err)
	}
	m, err := Parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("read the mock configuration %s: %w", path, err)
	}
	return m, nil
}

// Parse reads the text of a file.
func Parse(text string) (*Mocks, error) {
	root, err := value.Parse(text)
	if err != nil {
		return nil, err
	}
	all := map[string]responses{}
	for name, v := range root.Get("MockedResponses").Members() {
		if all[name], err = parseResponses(v); err != nil {
			return nil, fmt.Errorf("MockedResponses/%s: %w", name, err)
		}
	}
	m := &Mocks{cases: map[testCase]map[string]responses{}, calls: map[call]int{}}
	for machine, v := range root.Get("StateMachines").Members() {
		for name, states := range v.Get("TestCases").Members() {
			c := map[string]responses{}
			for state, r := range states.Members() {
				rs, ok := all[r.Str()]
				if !ok {
					return nil, fmt.Errorf("StateMachines/%s/TestCases/%s/%s names the response %q, which is not among MockedResponses", machine, name, state, r.Str())
				}
				c[state] = rs
			}
			m.cases[testCase{machine, name}] = c
		}
	}
	return m, nil
}

// numbered is a response with the calls that it answers, both ends included.
type numbered struct {
	from, to int
	response response
}

// maxCalls is how many calls a mocked response may answer.
const maxCalls = 100_000

// parseResponses reads the responses of one name. Their numbers must begin at 0 and leave nothing out.
func parseResponses(v value.Value) (responses, error) {
	var list []numbered
	for key, r := range v.Members() {
		n, err := parseNumbers(key)
		if err != nil {
			return nil, err
		}
		if n.response, err = parseResponse(r); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		list = append(list, n)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].from < list[j].from })
	var out responses
	for _, n := range list {
		if n.from != len(out) {
			return nil, fmt.Errorf("the responses must be numbered from 0 on without a gap, and %d is followed by %d", len(out)-1, n.from)
		}
		for range n.to - n.from + 1 {
			out = append(out, n.response)
		}
	}
	return out, nil
}

// parseNumbers reads 3 or 1-5.
func parseNumbers(key string) (numbered, error) {
	first, last, isRange := strings.Cut(key, "-")
	if !isRange {
		last = first
	}
	from, err := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if err != nil || err2 != nil || from < 0 || to < from || to >= maxCalls {
		return numbered{}, fmt.Errorf("%q is neither the number of a call nor a range like 1-3", key)
	}
	return numbered{from: from, to: to}, nil
}

func parseResponse(v value.Value) (response, error) {
	result, thrown := v.Get("Return"), v.Get("Throw")
	switch {
	case result.IsDefined() == thrown.IsDefined():
		return response{}, fmt.Errorf("a response has either Return or Throw")
	case result.IsDefined():
		return response{result: result}, nil
	case thrown.Get("Error").Kind() != value.String:
		return response{}, fmt.Errorf("Throw has no Error, the name of the error")
	}
	return response{fault: &fault.Fault{Error: thrown.Get("Error").Str(), Cause: thrown.Get("Cause").Str(), Plain: true}}, nil
}
