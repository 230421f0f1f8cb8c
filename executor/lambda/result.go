package lambda

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// result is what lambda:invoke answers.
type result struct {
	id      string
	status  int64
	payload value.Value // undefined for a call that is not waited for
	size    int
	log     string // with LogType Tail
}

// result gives r the members and their order that AWS has, with the HTTP headers that its SDK saw.
func (x integration) result(r result) value.Value {
	var b value.ObjectBuilder
	if r.status == http.StatusOK {
		b.Set("ExecutedVersion", value.Text(latest))
	}
	if r.log != "" {
		b.Set("LogResult", value.Text(r.log))
	}
	if r.payload.IsDefined() {
		b.Set("Payload", r.payload)
	} else {
		b.Set("Payload", value.Text(""))
	}
	b.Set("SdkHttpMetadata", r.metadata())
	b.Set("SdkResponseMetadata", value.ObjectOf([]value.Member{{Key: "RequestId", Value: value.Text(r.id)}}))
	b.Set("StatusCode", value.Int(r.status))
	return b.Value()
}

func (r result) metadata() value.Value {
	headers := map[string]string{
		"X-Amz-Executed-Version":         latest,
		"x-amzn-Remapped-Content-Length": "0",
		"Connection":                     "keep-alive",
		"x-amzn-RequestId":               r.id,
		"Content-Length":                 strconv.Itoa(r.size),
		"Date":                           time.Now().UTC().Format(http.TimeFormat),
		"X-Amzn-Trace-Id":                traceID(r.id),
		"Content-Type":                   "application/json",
	}
	var lists, texts []value.Member
	for _, name := range []string{"X-Amz-Executed-Version", "x-amzn-Remapped-Content-Length", "Connection", "x-amzn-RequestId",
		"Content-Length", "Date", "X-Amzn-Trace-Id", "Content-Type"} {
		lists = append(lists, value.Member{Key: name, Value: value.ArrayOf([]value.Value{value.Text(headers[name])})})
	}
	for _, name := range []string{"Connection", "Content-Length", "Content-Type", "Date", "X-Amz-Executed-Version",
		"x-amzn-Remapped-Content-Length", "x-amzn-RequestId", "X-Amzn-Trace-Id"} {
		texts = append(texts, value.Member{Key: name, Value: value.Text(headers[name])})
	}
	return value.ObjectOf([]value.Member{
		{Key: "AllHttpHeaders", Value: value.ObjectOf(lists)},
		{Key: "HttpHeaders", Value: value.ObjectOf(texts)},
		{Key: "HttpStatusCode", Value: value.Int(r.status)},
	})
}

// clientContext decodes the ClientContext parameter, which is base64 of a JSON object.
func clientContext(v value.Value) (string, *fault.Fault) {
	if !v.IsDefined() {
		return "", nil
	}
	text, err := base64.StdEncoding.DecodeString(v.Str())
	if err == nil {
		var c value.Value
		if c, err = value.Parse(string(text)); err == nil && c.Kind() != value.Object {
			err = fmt.Errorf("it is no JSON object")
		}
		if err == nil {
			return c.Compact(), nil
		}
	}
	return "", serviceFault("InvalidRequestContentException", 400, "Client context must be a valid Base64-encoded JSON object.")
}

// maxTail is how much of the log LogType Tail returns, in bytes.
// Source: AWS Lambda API Reference, Invoke, LogResult.
const maxTail = 4 << 10

// logTail collects the end of a call's log.
type logTail struct{ text []byte }

func (t *logTail) add(line string) {
	t.text = append(append(t.text, line...), '\n')
	if over := len(t.text) - maxTail; over > maxTail {
		t.text = append(t.text[:0], t.text[over:]...)
	}
}

func (t *logTail) report(id string) string {
	text := fmt.Sprintf("START RequestId: %s Version: %s\n%sEND RequestId: %s\n", id, latest, t.text, id)
	return base64.StdEncoding.EncodeToString([]byte(text[max(0, len(text)-maxTail):]))
}
