package service

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// Config says where the stand-ins keep their data and whom they reach.
type Config struct {
	// Dir is the data folder; each stand-in has a file in its folder "services". Default: "", in memory.
	Dir string
	// Region and Account stand in ARNs. Default: us-east-1 and 000000000000.
	Region, Account string
	// Starter reaches the engine. Default: none, and nobody carries out states:startExecution and aws-sdk:sfn.
	Starter executor.Starter
	// Settings are the services' settings by name (sqs, dynamodb, secretsmanager …). A service may have
	//   - endpoint: the URL of the service, which then replaces the stand-in for Task states;
	//   - create: what is created when the stand-ins open, unless it is there: names, or inputs of the API's operation that creates
	//     (CreateQueue, CreateTopic, CreateTable, CreateBucket, CreateLogGroup, CreateEventBus, CreateSecret). The name of a table alone gives one with
	//     the partition key id, a string.
	// Other members are not looked at. Default: none.
	Settings map[string]value.Value
	// S3Root is the folder of the buckets. Default: "services/s3" in Dir, or a temporary folder without Dir.
	S3Root string
	// AccessKey, Secret and Token sign requests to endpoints. Default: a signature that only emulators accept.
	AccessKey, Secret, Token string
	// Client sends requests to endpoints. Default: http.DefaultClient.
	Client *http.Client
	// Now is the time. Default: time.Now.
	Now func() time.Time
}

func (c Config) withDefaults() Config {
	if c.Region == "" {
		c.Region = "us-east-1"
	}
	if c.Account == "" {
		c.Account = "000000000000"
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c
}

func (c Config) validate() error {
	for _, name := range slices.Sorted(maps.Keys(c.Settings)) {
		endpoint := c.Settings[name].Get("endpoint").Str()
		if endpoint == "" {
			continue
		}
		u, err := url.Parse(endpoint)
		if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https"}, u.Scheme) {
			return fmt.Errorf("services.%s.endpoint is %q; write a URL such as http://127.0.0.1:4566", name, endpoint)
		}
		if slices.Contains([]string{"s3", "sfn", "states"}, name) {
			return fmt.Errorf("services.%s.endpoint: this service is always local; remove the endpoint", name)
		}
	}
	return nil
}
