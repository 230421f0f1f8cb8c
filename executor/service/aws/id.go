package aws

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
)

// NewID returns a random UUID of version 4.
func NewID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails: crypto/rand crashes the program instead
	return uuid(b)
}

// IDOf returns the UUID that belongs to a text: always the same.
func IDOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return uuid([16]byte(sum[:16]))
}

func uuid(b [16]byte) string {
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
