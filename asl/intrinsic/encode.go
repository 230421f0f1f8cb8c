package intrinsic

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf16"

	"github.com/stepmill/stepmill/asl/value"
)

// MaxEncode bounds the characters (UTF-16 units) that the Base64 functions and States.Hash take. Source: Developer Guide.
const MaxEncode = 10_000

// short is argument i as a text within MaxEncode.
func (a arguments) short(i int) (string, error) {
	s, err := a.text(i)
	if err != nil {
		return "", err
	}
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	if n > MaxEncode {
		return "", wrong("Argument %d has %d characters; at most %d are allowed", i+1, n, MaxEncode)
	}
	return s, nil
}

func base64Encode(a arguments) (value.Value, error) {
	s, err := a.short(0)
	if err != nil {
		return value.Value{}, err
	}
	return value.Text(base64.StdEncoding.EncodeToString([]byte(s))), nil
}

// base64Decode takes text with or without padding, as Java's decoder does.
func base64Decode(a arguments) (value.Value, error) {
	s, err := a.short(0)
	if err != nil {
		return value.Value{}, err
	}
	if strings.ContainsAny(s, "\r\n") { // Go's decoder would step over them
		return value.Value{}, wrong("Argument 1 is not Base64: it contains a line break")
	}
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		b, err = base64.RawStdEncoding.DecodeString(s)
	}
	if err != nil {
		return value.Value{}, wrong("Argument 1 is not Base64: %s", s)
	}
	return value.Text(string([]rune(string(b)))), nil // bytes that are no UTF-8 become U+FFFD
}

func hash(a arguments) (value.Value, error) {
	s, err := a.short(0)
	if err != nil {
		return value.Value{}, err
	}
	algorithm, err := a.text(1)
	if err != nil {
		return value.Value{}, err
	}
	var sum []byte
	switch data := []byte(s); algorithm {
	case "MD5":
		h := md5.Sum(data)
		sum = h[:]
	case "SHA-1":
		h := sha1.Sum(data)
		sum = h[:]
	case "SHA-256":
		h := sha256.Sum256(data)
		sum = h[:]
	case "SHA-384":
		h := sha512.Sum384(data)
		sum = h[:]
	case "SHA-512":
		h := sha512.Sum512(data)
		sum = h[:]
	default:
		return value.Value{}, wrong("'%s' is not a hashing algorithm; use MD5, SHA-1, SHA-256, SHA-384 or SHA-512", algorithm)
	}
	return value.Text(hex.EncodeToString(sum)), nil
}
