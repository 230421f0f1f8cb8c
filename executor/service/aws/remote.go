package aws

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
)

// Endpoint is where a service is that runs elsewhere: another emulator, or AWS itself.
type Endpoint struct {
	URL string
	// Region stands in the signature. Required.
	Region string
	// AccessKey, Secret and Token sign requests. Without a secret requests carry a signature that only emulators accept.
	AccessKey, Secret, Token string
	// Client sends requests. Default: http.DefaultClient.
	Client *http.Client
}

// Remote returns the service with all its operations at an endpoint. It must speak JSON, or the query protocol.
func Remote(s *Service, e Endpoint) *Service {
	if e.Client == nil {
		e.Client = http.DefaultClient
	}
	r := *s
	r.Operations = nil
	r.Other = func(name string) Operation {
		return func(ctx context.Context, in value.Value) (value.Value, *Error) { return e.call(ctx, &r, name, in) }
	}
	return &r
}

func (e Endpoint) call(ctx context.Context, s *Service, operation string, in value.Value) (value.Value, *Error) {
	body, contentType := in.AppendJSON(nil), s.ContentType
	if s.Target == "" {
		body, contentType = []byte(s.form(operation, in).Encode()), "application/x-www-form-urlencoded; charset=utf-8"
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, e.URL, bytes.NewReader(body))
	if err != nil {
		return value.Value{}, unreachable(err)
	}
	if r.URL.Path == "" {
		r.URL.Path = "/"
	}
	r.Header.Set("Content-Type", contentType)
	if s.Target != "" {
		r.Header.Set("X-Amz-Target", s.Target+"."+operation)
	}
	e.sign(r, s.Scope, body, time.Now())
	resp, err := e.Client.Do(r)
	if err != nil {
		return value.Value{}, unreachable(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswerBytes))
	if err != nil {
		return value.Value{}, unreachable(err)
	}
	if s.Target == "" {
		return xmlAnswer(operation, resp.StatusCode, text)
	}
	return jsonAnswer(resp, string(text))
}

// unreachable is the refusal of a request that got no answer, in the words of AWS's SDK where they are known.
func unreachable(err error) *Error {
	var name *net.DNSError
	var sent *url.Error
	text := err.Error()
	switch {
	case errors.As(err, &name):
		text = name.Name + ": Name or service not known"
	case errors.As(err, &sent):
		text = sent.Err.Error()
	}
	return &Error{Code: clientError, Message: "Unable to execute HTTP request: " + text, Status: 500}
}

// maxAnswerBytes is how long an answer may be: DynamoDB's 16 MB for a batch, the longest of any JSON service.
const maxAnswerBytes = 32 << 20

func jsonAnswer(resp *http.Response, text string) (value.Value, *Error) {
	out := value.MustParse("{}")
	if strings.TrimSpace(text) != "" {
		var err error
		if out, err = value.Parse(text); err != nil {
			return value.Value{}, &Error{Code: clientError, Message: fmt.Sprintf("Unable to parse HTTP response content: %v", err), Status: resp.StatusCode}
		}
	}
	if resp.StatusCode < 300 {
		return out, nil
	}
	code := out.Get("__type").Str()
	if code == "" {
		code = resp.Header.Get("X-Amzn-Errortype")
	}
	code, _, _ = strings.Cut(code[strings.LastIndexByte(code, '#')+1:], ":")
	message := out.Get("message").Str()
	if message == "" {
		message = out.Get("Message").Str()
	}
	return value.Value{}, &Error{Code: code, Message: message, Status: resp.StatusCode}
}

// form writes an input in the query protocol.
func (s *Service) form(operation string, in value.Value) url.Values {
	form := url.Values{"Action": {operation}, "Version": {s.Version}}
	for k, v := range in.Members() {
		appendForm(form, k, v)
	}
	return form
}

// namedEntries are the maps whose entries have a Name and a Value; others have a key and a value.
var namedEntries = []string{"MessageAttributes"}

func appendForm(form url.Values, name string, v value.Value) {
	switch v.Kind() {
	case value.Array:
		for i, x := range v.Elems() {
			appendForm(form, fmt.Sprintf("%s.member.%d", name, i+1), x)
		}
	case value.Object:
		i := 0
		for k, x := range v.Members() {
			i++
			switch base := name[strings.LastIndexByte(name, '.')+1:]; {
			case slices.Contains(namedEntries, base):
				form.Set(fmt.Sprintf("%s.entry.%d.Name", name, i), k)
				appendForm(form, fmt.Sprintf("%s.entry.%d.Value", name, i), x)
			case base == "Attributes":
				form.Set(fmt.Sprintf("%s.entry.%d.key", name, i), k)
				appendForm(form, fmt.Sprintf("%s.entry.%d.value", name, i), x)
			default:
				appendForm(form, name+"."+k, x)
			}
		}
	case value.String:
		form.Set(name, v.Str())
	default:
		form.Set(name, v.JSON())
	}
}
