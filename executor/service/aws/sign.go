package aws

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"time"
)

// sign adds a signature of version 4 to a request whose query is empty.
// Source: AWS IAM User Guide, "Create a signed AWS API request".
func (e Endpoint) sign(r *http.Request, service string, body []byte, now time.Time) {
	date := now.UTC().Format("20060102T150405Z")
	r.Header.Set("X-Amz-Date", date)
	if e.Token != "" {
		r.Header.Set("X-Amz-Security-Token", e.Token)
	}
	headers := map[string]string{"host": r.URL.Host}
	for k := range r.Header {
		headers[strings.ToLower(k)] = strings.TrimSpace(r.Header.Get(k))
	}
	names := make([]string, 0, len(headers))
	for k := range headers {
		names = append(names, k)
	}
	slices.Sort(names)
	var canonical strings.Builder
	canonical.WriteString(r.Method + "\n" + r.URL.EscapedPath() + "\n\n")
	for _, k := range names {
		canonical.WriteString(k + ":" + headers[k] + "\n")
	}
	signed := strings.Join(names, ";")
	canonical.WriteString("\n" + signed + "\n" + hash(string(body)))
	scope := strings.Join([]string{date[:8], e.Region, service, "aws4_request"}, "/")
	key := []byte("AWS4" + e.Secret)
	for _, part := range strings.Split(scope, "/") {
		key = mac(key, part)
	}
	signature := hex.EncodeToString(mac(key, "AWS4-HMAC-SHA256\n"+date+"\n"+scope+"\n"+hash(canonical.String())))
	access := e.AccessKey
	if access == "" {
		access = "stepmill"
	}
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+access+"/"+scope+", SignedHeaders="+signed+", Signature="+signature)
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}
