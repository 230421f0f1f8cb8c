package service

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/stepmill/stepmill/executor/service/aws"
)

// Handler answers AWS clients: JSON requests by the prefix of X-Amz-Target, query requests by the service in the credential scope of
// Authorization or else by their Action, and everything else as S3.
func (s *Services) Handler() http.Handler { return http.HandlerFunc(s.serve) }

// Serves reports whether Handler answers a request, and not an API of another kind that shares its address: it does not when the request
// has an X-Amz-Target of a service that has no stand-in here.
func (s *Services) Serves(r *http.Request) bool {
	target := r.Header.Get("X-Amz-Target")
	return target == "" || s.byTarget(target) != nil
}

func (s *Services) all() []*aws.Service {
	return []*aws.Service{s.sqs.Service(), s.sns.Service(), s.dynamodb.Service(), s.events.Service(), s.logs.Service(), s.secrets.Service()}
}

func (s *Services) byTarget(target string) *aws.Service {
	prefix, _, _ := strings.Cut(target, ".")
	for _, svc := range s.all() {
		if svc.Target == prefix {
			return svc
		}
	}
	return nil
}

func (s *Services) serve(w http.ResponseWriter, r *http.Request) {
	if target := r.Header.Get("X-Amz-Target"); target != "" {
		svc := s.byTarget(target)
		if svc == nil {
			http.Error(w, "There is no service with the target "+target+" here.", http.StatusBadRequest)
			return
		}
		svc.ServeJSON(w, r)
		return
	}
	if isQuery(r) {
		r.Body = http.MaxBytesReader(w, r.Body, aws.MaxRequestBytes)
		if err := r.ParseForm(); err != nil {
			http.Error(w, "The form of the request cannot be read: "+err.Error(), http.StatusBadRequest)
			return
		}
		s.serveQuery(w, r)
		return
	}
	s.s3.ServeHTTP(w, r)
}

// isQuery reports whether a request speaks the query protocol: a form to the root, or an Action in the URL.
func isQuery(r *http.Request) bool {
	if r.URL.Path != "/" && r.URL.Path != "" {
		return false
	}
	if r.Method == http.MethodPost && strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		return true
	}
	q, err := url.ParseQuery(r.URL.RawQuery)
	return err == nil && q.Has("Action")
}

func (s *Services) serveQuery(w http.ResponseWriter, r *http.Request) {
	for _, svc := range s.all() {
		if svc.Namespace == "" {
			continue
		}
		_, ok := svc.Operation(r.Form.Get("Action"))
		if scope := scopeOf(r); scope == svc.Scope || scope == "" && ok {
			svc.ServeQuery(w, r)
			return
		}
	}
	http.Error(w, "There is no service for the action "+r.Form.Get("Action")+" in the query protocol here; SQS and others are answered in the JSON "+
		"protocol.", http.StatusBadRequest)
}

// scopeOf returns the service in Authorization: … Credential=<key>/<date>/<region>/<service>/aws4_request, …
func scopeOf(r *http.Request) string {
	_, scope, _ := strings.Cut(r.Header.Get("Authorization"), "Credential=")
	scope, _, _ = strings.Cut(scope, ",")
	parts := strings.Split(scope, "/")
	if len(parts) < 5 {
		return ""
	}
	return parts[3]
}
