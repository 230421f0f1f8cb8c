package teststate

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// The recordings stand for what differs from run to run by placeholders; both sides are brought to the same ones before they are compared.
var (
	segments = regexp.MustCompile(`<(?:uuid|resource):\d+>|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	times    = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$`)
	accounts = regexp.MustCompile(`arn:(?:aws|<partition>):(\w+):(?:[a-z0-9-]+|<region>)?:(?:\d{12})?:`)
	roles    = regexp.MustCompile(`^arn:iam:role/.*$`)
)

// normalise brings a recorded or an actual answer to a common form. key is the name of the member in which v stands.
func normalise(v any, key string) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, m := range v {
			switch k {
			case "ResponseMetadata":
			case "AllHttpHeaders", "HttpHeaders", "SdkResponseMetadata":
				out[k] = "*"
			case "Message", "message":
				out[k] = m // texts must be exact
			default:
				out[k] = normalise(m, k)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = normalise(e, key)
		}
		return out
	case string:
		var inner any
		if strings.ContainsAny(v[:min(1, len(v))], `{["`) && json.Unmarshal([]byte(v), &inner) == nil {
			return normalise(inner, key)
		}
		return normaliseText(v, key)
	}
	return v
}

func normaliseText(s, key string) string {
	if times.MatchString(s) || s == "date" || key == "StartDate" {
		return "*"
	}
	s = accounts.ReplaceAllString(segments.ReplaceAllString(s, "*"), "arn:$1:")
	return roles.ReplaceAllString(s, "*")
}

// wildcards lets a placeholder of the recording stand for the 32 digits of an id without dashes.
var wildcards = cmp.FilterValues(func(a, b string) bool { return a == "*" || b == "*" },
	cmp.Comparer(func(a, b string) bool { return len(a) <= 40 && len(b) <= 40 }))
