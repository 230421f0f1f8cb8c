package api

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"net/http"
)

// nameRequest gives the answer to a request the identifier that SDKs show with errors; boto3's programs read it from every answer.
// It need not be hard to guess: nothing is reached by it. Source: AWS SDKs and Tools Reference Guide, x-amzn-RequestId.
func nameRequest(h http.Header) {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:], rand.Uint64())
	binary.BigEndian.PutUint64(b[8:], rand.Uint64())
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80 // a UUID of version 4
	h.Set("X-Amzn-RequestId", fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]))
}
