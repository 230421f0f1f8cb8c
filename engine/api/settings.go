package api

import (
	"encoding/json"

	"github.com/stepmill/stepmill/engine/registry"
)

// The shapes of a state machine's configurations, with AWS's constraints.
// Source: AWS Step Functions API Reference, "Data Types".

type loggingConfiguration struct {
	Level                string           `json:"level" must:"enum=logLevel"`
	IncludeExecutionData bool             `json:"includeExecutionData"`
	Destinations         []logDestination `json:"destinations,omitzero"` // an empty list is shown, none is not
}

type logDestination struct {
	CloudWatchLogsLogGroup *cloudWatchLogsLogGroup `json:"cloudWatchLogsLogGroup,omitempty"`
}

type cloudWatchLogsLogGroup struct {
	LogGroupARN string `json:"logGroupArn,omitempty" must:"min=1,max=256"`
}

type tracingConfiguration struct {
	Enabled bool `json:"enabled"`
}

type encryptionConfiguration struct {
	KMSKey string `json:"kmsKeyId,omitempty" must:"min=1,max=2048"`
	Reuse  int64  `json:"kmsDataKeyReusePeriodSeconds,omitempty" must:"min=60,max=900"`
	Type   string `json:"type" must:"required,enum=encryptionType"`
}

type tag struct {
	Key   string `json:"key" must:"min=1,max=128"`
	Value string `json:"value" must:"max=256"`
}

// check returns what AWS says of a logging configuration: one destination goes with every level but OFF, which is the default, and it must be a
// log group that exists.
func (c *loggingConfiguration) check(exists func(arn string) bool) error {
	if c == nil {
		return nil
	}
	if c.Level == "" {
		c.Level = "OFF"
	}
	if c.Level == "OFF" && len(c.Destinations) == 0 {
		return nil
	}
	if len(c.Destinations) != 1 {
		return errorf("InvalidLoggingConfiguration", "Invalid Logging Configuration: Must specify exactly one Log Destination.")
	}
	if g := c.Destinations[0].CloudWatchLogsLogGroup; g == nil || g.LogGroupARN == "" || !exists(g.LogGroupARN) {
		return errorf("InvalidLoggingConfiguration", "Invalid Logging Configuration: Log Destination not found.")
	}
	return nil
}

func (c *encryptionConfiguration) check() error {
	if c != nil && (c.Type == "CUSTOMER_MANAGED_KMS_KEY") != (c.KMSKey != "") {
		return errorf("InvalidEncryptionConfiguration", "Invalid Encryption Configuration: kmsKeyId goes with the type CUSTOMER_MANAGED_KMS_KEY and with no other.")
	}
	return nil
}

// stored writes a configuration for the registry: nil and what is the default are the same, "".
func stored[T any](c *T, fallback string) string {
	if c == nil {
		return ""
	}
	text, err := json.Marshal(c)
	if err != nil {
		panic("api: a configuration does not marshal: " + err.Error())
	}
	if string(text) == fallback {
		return ""
	}
	return string(text)
}

// The configurations of a machine for which none was given, as AWS shows them.
const (
	defaultLogging    = `{"level":"OFF","includeExecutionData":false}`
	defaultTracing    = `{"enabled":false}`
	defaultEncryption = `{"type":"AWS_OWNED_KEY"}`
)

// shown is a stored configuration as an answer shows it.
func shown(text, fallback string) json.RawMessage {
	if text == "" {
		text = fallback
	}
	return json.RawMessage(text)
}

func registryTags(ts []tag) []registry.Tag {
	var out []registry.Tag
	for _, t := range ts {
		out = append(out, registry.Tag{Key: t.Key, Value: t.Value})
	}
	return out
}
