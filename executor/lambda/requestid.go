package lambda

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"
)

// newRequestID returns a random UUID, the form of Lambda's request ids.
func newRequestID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// newSecret returns a text that another user of this machine cannot guess.
func newSecret() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// traceID returns an X-Ray trace header for a request: not sampled, as nobody records it.
func traceID(requestID string) string {
	hex := strings.ReplaceAll(requestID, "-", "")
	return "Root=1-" + hex[:8] + "-" + hex[8:] + ";Parent=" + hex[16:] + ";Sampled=0"
}
