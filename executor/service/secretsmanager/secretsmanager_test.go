package secretsmanager

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSecrets(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secrets.journal")
	open := func() *Store {
		s, err := Open(Config{Path: path, Region: "us-east-1", Account: "000000000000", Now: func() time.Time { return time.Unix(1700000000, 0) }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	s := open()
	id := regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)
	const arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:n-"
	for i, tt := range []struct{ action, parameters, want string }{
		{"createSecret", `{"Name":"Invalid Name","SecretString":"HelloWorld"}`, "SecretsManager.SecretsManagerException: Invalid name. Must be a valid name containing " +
			"alphanumeric characters, or any of the following: -/_+=.@! (Service: SecretsManager, Status Code: 400, Request ID: <id>)"},
		{"createSecret", `{"Name":"n","SecretString":{"a": 1}}`, `{"ARN":"` + arn},
		{"createSecret", `{"Name":"n"}`, "SecretsManager.ResourceExistsException: The operation failed because the secret n already exists. (Service: "},
		{"putSecretValue", `{"SecretId":"n","SecretString":"two"}`, `"VersionStages":["AWSCURRENT"]}`},
		{"restart", `{}`, ``},
		{"getSecretValue", `{"SecretId":"n"}`, `"CreatedDate":"2023-11-14T22:13:20Z","Name":"n","SecretString":"two","VersionId":"<id>","VersionStages":["AWSCURRENT"]}`},
		{"getSecretValue", `{"SecretId":"n","VersionStage":"AWSPREVIOUS"}`, `"SecretString":"{\"a\":1}"`},
		{"getSecretValue", `{"SecretId":"` + arn + `abcdef"}`, `"SecretString":"two"`},
		{"getSecretValue", `{"SecretId":"n","VersionStage":"OTHER"}`, "SecretsManager.ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: OTHER"},
		{"getSecretValue", `{"SecretId":"no"}`, "SecretsManager.ResourceNotFoundException: Secrets Manager can't find the specified secret."},
		{"updateSecret", `{"SecretId":"n","Description":"d"}`, `"Name":"n"}`},
		{"describeSecret", `{"SecretId":"n"}`, `"Description":"d","VersionIdsToStages":{"<id>":["AWSCURRENT"],"<id>":["AWSPREVIOUS"]}}`},
		{"listSecrets", `{}`, `{"SecretList":[{"ARN":"`},
		{"deleteSecret", `{"SecretId":"n"}`, `"DeletionDate":"2023-12-14T22:13:20Z"}`},
		{"getSecretValue", `{"SecretId":"n"}`, "SecretsManager.InvalidRequestException: "},
		{"createSecret", `{"Name":"m","SecretBinary":"AA=="}`, `"VersionId":`},
		{"deleteSecret", `{"SecretId":"m","ForceDeleteWithoutRecovery":true}`, `"DeletionDate"`},
		{"listSecrets", `{}`, `{"SecretList":[]}`},
	} {
		if tt.action == "restart" {
			s.Close()
			s = open()
			continue
		}
		mux := executor.NewMux()
		s.Service().HandleSDK(mux)
		resource := "arn:aws:states:::aws-sdk:secretsmanager:" + tt.action
		x, _ := mux.Lookup(resource)
		out, f := x.Run(t.Context(), executor.Task{Resource: resource, Parameters: value.MustParse(tt.parameters)}, nil)
		got := out.Compact()
		if f != nil {
			got = f.Error + ": " + f.Cause
		}
		if got = id.ReplaceAllString(got, "<id>"); !strings.Contains(got, tt.want) {
			t.Errorf("%d %s %s\ngives %s\nwant  %s", i, tt.action, tt.parameters, got, tt.want)
		}
	}
}
