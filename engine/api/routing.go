package api

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/engine/registry"
)

// routingConfigurationListItem is how much of an alias's executions goes to a version. Its name appears in AWS's messages.
type routingConfigurationListItem struct {
	Version string `json:"stateMachineVersionArn" must:"required,min=1,max=256"`
	Weight  int    `json:"weight" must:"required,min=0,max=100"`
}

// routes checks a routing configuration and returns it with the state machine it is of.
func (s *Server) routes(_ context.Context, items []routingConfigurationListItem) (machineARN, []registry.Route, error) {
	var machine machineARN
	var versions, weights []string
	var routes []registry.Route
	sum, unqualified, same := 0, false, true
	for i, item := range items {
		arn, err := parseMachineARN(item.Version)
		if err != nil {
			return machine, nil, err
		}
		if i == 0 {
			machine = machineARN{whole: arn.machine, machine: arn.machine, name: arn.name}
		}
		_, err = strconv.ParseInt(arn.qualifier, 10, 64)
		unqualified = unqualified || err != nil
		same = same && arn.machine == machine.machine
		sum += item.Weight
		versions, weights = append(versions, item.Version), append(weights, strconv.Itoa(item.Weight))
		routes = append(routes, registry.Route{Version: item.Version, Weight: item.Weight})
	}
	switch {
	case unqualified:
		return machine, nil, invalid("Routing configuration must contain state machine version ARNs. Received: [%s]", joined(versions))
	case len(versions) == 2 && versions[0] == versions[1]:
		return machine, nil, invalid("Routing configuration must contain distinct state machine version ARNs. Received: [%s]", joined(versions))
	case !same:
		return machine, nil, invalid("Routing configuration must contain versions of one state machine. Received: [%s]", joined(versions))
	case sum != 100:
		return machine, nil, invalid("Sum of routing configuration weights must equal 100. Received: [%s]", joined(weights))
	}
	return machine, routes, s.versionsExist(versions)
}

func (s *Server) versionsExist(versions []string) error {
	for _, v := range versions {
		arn, err := parseMachineARN(v)
		if err != nil {
			return err
		}
		if _, err := s.lookUp(arn); errors.Is(err, registry.ErrNotFound) {
			return missing()
		} else if err != nil {
			return err
		}
	}
	return nil
}

// missing is what AWS says where a request names an alias or a version that is not there.
func missing() *Error {
	return errorf("ResourceNotFound", "Request references a resource that does not exist.")
}

func joined(list []string) string { return strings.Join(list, ", ") }
