package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/schema"
)

// spansOf records which places were asked for; the line of a span is the depth of the path.
func spansOf(path []string, key bool) diag.Span {
	at := diag.Pos{Offset: len(path) * 10, Line: len(path) + 1, Col: 1}
	if key {
		at.Col = 2
	}
	return diag.Span{Start: at, End: at}
}

func TestProject(t *testing.T) {
	tests := []struct{ name, json, want string }{
		{"empty", `{}`, ""},
		{"all", `{"region":"eu-west-1","account":"123456789012","stateMachines":{"lake":{"definition":"a.json","type":"EXPRESS",
			"substitutions":{"A":"x","B":1,"C":true}}},"functions":{"clean":{"runtime":"python3.12","handler":"h.h","code":"f","timeout":"1m30s",
			"concurrency":8,"environment":{"A_1":"x","B":2},"memory":128},"arn:aws:lambda:us-east-1:000000000000:function:enrich":
			{"command":["./bin/enrich","-v"],"timeout":30}},"services":{"s3":{"root":"data","more":[1]},"sqs":{"endpoint":"http://x"}}}`, ""},
		{"not a mapping", `[]`, "/ 1:1 The file must be a mapping, not a list | A stepmill project: its state machines, the functions they " +
			"call and the services that stand in for AWS."},
		{"unknown setting", `{"function":{}}`, "/function 2:2 The file has no setting 'function' | Did you mean 'functions'?"},
		{"unknown setting with no neighbour", `{"stateMachines":{"a":{"definition":"x","q":1}}}`,
			"/stateMachines/a/q 4:2 stateMachines.a has no setting 'q' | It has definition, substitutions, type."},
		{"lacking", `{"stateMachines":{"a":{}}}`, "/stateMachines/a 3:1 stateMachines.a lacks the setting 'definition' | The file with the " +
			"definition in the Amazon States Language, JSON or YAML, relative to this file."},
		{"type", `{"stateMachines":{"a":{"definition":"x","type":"EXPRES"}}}`, "/stateMachines/a/type 4:1 stateMachines.a.type is 'EXPRES', " +
			"but must be one of STANDARD, EXPRESS | Did you mean 'EXPRESS'? STANDARD, the default, or EXPRESS."},
		{"machine name", `{"stateMachines":{"a b":{"definition":"x"}}}`, "/stateMachines/a b 3:2 stateMachines has the name 'a b', which has " +
			"not the form it needs | A name of a state machine has 1 to 80 letters, digits, - and _."},
		{"duration", `{"functions":{"f":{"timeout":"soon"}}}`, "/functions/f/timeout 4:1 functions.f.timeout is 'soon', which has not the form " +
			"it needs | How long one call may take: 30s, 2m, or a number of seconds. By default 3s, at most 15m, as on Lambda."},
		{"too long", `{"functions":{"f":{"timeout":901}}}`, "/functions/f/timeout 4:1 functions.f.timeout is 901, but must be at most 900 | " +
			"How long one call may take: 30s, 2m, or a number of seconds. By default 3s, at most 15m, as on Lambda."},
		{"too small", `{"functions":{"f":{"memory":1}}}`, "/functions/f/memory 4:1 functions.f.memory is 1, but must be at least 128 | Memory " +
			"in MB, from 128 to 10240. The function is told; nothing enforces it."},
		{"wrong kind", `{"functions":{"f":{"timeout":[]}}}`, "/functions/f/timeout 4:1 functions.f.timeout must be a text or a whole number, " +
			"not a list | How long one call may take: 30s, 2m, or a number of seconds. By default 3s, at most 15m, as on Lambda."},
		{"empty list", `{"functions":{"f":{"command":[]}}}`, "/functions/f/command 4:1 functions.f.command is empty | An executable that speaks " +
			"the Lambda Runtime API, and its arguments: [./bin/enrich]. A path is relative to this file."},
		{"in a list", `{"functions":{"f":{"command":["x",1]}}}`, "/functions/f/command/1 5:1 functions.f.command.1 must be a text, not a whole number | "},
		{"empty text", `{"functions":{"f":{"handler":""}}}`, "/functions/f/handler 4:1 functions.f.handler is empty | file.function, such as handler.handler."},
		{"empty machine", `{"stateMachines":{"a":null}}`, "/stateMachines/a 3:1 stateMachines.a must be a mapping, not empty | A state machine: " +
			"where its definition is, and its type."},
		{"two", `{"services":{"s3":{"root":1}},"x":1}`, "/x 2:2 The file has no setting 'x' | It has account, functions, region, services, stateMachines.\n" +
			"/services/s3/root 4:1 services.s3.root must be a text, not a whole number | A folder for the data, relative to this file."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src := &diag.Source{Name: "stepmill.yaml"}
			var lines []string
			for _, d := range schema.Validate(schema.Project, src, tt.json, spansOf) {
				if d.Code != schema.Code || d.Source != src {
					t.Errorf("code %s, source %v", d.Code, d.Source)
				}
				lines = append(lines, fmt.Sprintf("%s %d:%d %s | %s", d.Location, d.Span.Start.Line, d.Span.Start.Col, d.Message, d.Help))
			}
			if got := strings.Join(lines, "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestText(t *testing.T) {
	if !strings.Contains(schema.Text(schema.Project), `"title": "stepmill.yaml"`) || schema.Text("none") != "" {
		t.Error("Text does not return the schema of its kind")
	}
}
