package records

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Logging is how the executions of a state machine are logged. The zero value is not at all.
type Logging struct {
	Level Level
	Data  bool   // with the inputs and outputs
	Group string // name of the log group
}

// on reports whether anything may be logged.
func (l Logging) on() bool { return l.Group != "" && l.Level != Off && l.Level != "" }

// configuration is a LoggingConfiguration of the API.
type configuration struct {
	Level        Level `json:"level"`
	Data         bool  `json:"includeExecutionData"`
	Destinations []struct {
		LogGroup struct {
			ARN string `json:"logGroupArn"`
		} `json:"cloudWatchLogsLogGroup"`
	} `json:"destinations"`
}

// ParseLogging reads a loggingConfiguration as the API of AWS shows it; "" is none.
// Source: AWS Step Functions API Reference, LoggingConfiguration.
func ParseLogging(text string) (Logging, error) {
	if text == "" {
		return Logging{}, nil
	}
	var c configuration
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return Logging{}, fmt.Errorf("read a logging configuration: %w", err)
	}
	l := Logging{Level: c.Level, Data: c.Data}
	if len(c.Destinations) > 0 {
		l.Group = GroupName(c.Destinations[0].LogGroup.ARN)
	}
	return l, nil
}

// GroupName returns the name in the ARN of a log group: arn:aws:logs:<region>:<account>:log-group:<name>, which may end in :*.
func GroupName(arn string) string {
	if _, name, ok := strings.Cut(arn, ":log-group:"); ok {
		arn = name
	}
	return strings.TrimSuffix(arn, ":*")
}
