package aws

import (
	"io"
	"net/http"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// MaxRequestBytes is how long the body of a JSON or form request may be: 1 MiB for the largest of the services' own limits (DynamoDB's and
// CloudWatch Logs' batches), with room for what surrounds it.
const MaxRequestBytes = 4 << 20

// ServeJSON answers a request of the AWS JSON protocols.
func (s *Service) ServeJSON(w http.ResponseWriter, r *http.Request) {
	_, name, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	op, ok := s.Operation(name)
	if !ok {
		s.refuseJSON(w, Errorf("UnknownOperationException", "There is no operation %s of %s here.", name, s.SDK))
		return
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxRequestBytes))
	if err != nil {
		s.refuseJSON(w, Errorf("SerializationException", "The body of the request cannot be read: %v", err))
		return
	}
	in := value.MustParse("{}")
	if len(text) > 0 {
		if in, err = value.Parse(string(text)); err != nil || in.Kind() != value.Object {
			s.refuseJSON(w, Errorf("SerializationException", "The body of the request is not a JSON object."))
			return
		}
	}
	out, refused := op(r.Context(), withoutNulls(in))
	if refused != nil {
		s.refuseJSON(w, refused)
		return
	}
	s.writeJSON(w, http.StatusOK, out)
}

func (s *Service) refuseJSON(w http.ResponseWriter, e *Error) {
	if code, ok := s.Codes[e.Code]; ok {
		w.Header().Set("X-Amzn-Query-Error", code+";Sender")
	}
	s.writeJSON(w, e.HTTPStatus(), value.ObjectOf([]value.Member{Member("__type", e.Code), Member("message", e.Message)}))
}

func (s *Service) writeJSON(w http.ResponseWriter, status int, body value.Value) {
	w.Header().Set("Content-Type", s.ContentType)
	w.Header().Set("X-Amzn-RequestId", NewID())
	w.WriteHeader(status)
	w.Write([]byte(body.JSON())) // the client has gone if this fails, and there is nobody to tell
}

// withoutNulls drops the null members of an object.
func withoutNulls(v value.Value) value.Value {
	var b value.ObjectBuilder
	for k, x := range v.Members() {
		if x.Kind() != value.Null {
			b.Set(k, x)
		}
	}
	return b.Value()
}
