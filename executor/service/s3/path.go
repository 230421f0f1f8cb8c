package s3

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/stepmill/stepmill/executor/service/aws"
)

// bucketName is wider than what AWS lets anyone create, so that a user's folders can be buckets. It keeps names inside the root.
var bucketName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$`)

// maxKeyBytes is how long a key may be. Source: Amazon S3 User Guide, "Naming Amazon S3 objects".
const maxKeyBytes = 1024

// bucket returns the folder of a bucket that exists.
func (s *Store) bucket(name string) (string, *aws.Error) {
	if !bucketName.MatchString(name) {
		return "", noSuchBucket()
	}
	dir := filepath.Join(s.root, name)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return "", noSuchBucket()
	}
	return dir, nil
}

// Parts of keys that no file can be called, and how the file is called instead.
var escapes = map[string]string{"": "%", ".": "%2E", "..": "%2E%2E"}

var unescapes = map[string]string{"%": "", "%2E": ".", "%2E%2E": ".."}

// file returns the path of an object, which need not exist, in a bucket that does.
func (s *Store) file(bucket, key string) (string, *aws.Error) {
	dir, refused := s.bucket(bucket)
	if refused != nil {
		return "", refused
	}
	if key == "" || len(key) > maxKeyBytes || strings.ContainsAny(key, "\x00") {
		return "", &aws.Error{Code: "InvalidArgument", Message: "An object's key has 1 to 1024 bytes and no NUL.", Status: 400}
	}
	parts := strings.Split(key, "/")
	for i, p := range parts {
		if _, taken := unescapes[p]; taken || filepath.Separator != '/' && strings.ContainsRune(p, filepath.Separator) {
			return "", &aws.Error{Code: "InvalidArgument", Message: "The stand-in cannot keep an object under this key.", Status: 400}
		}
		if e, ok := escapes[p]; ok {
			parts[i] = e
		}
	}
	return filepath.Join(dir, filepath.Join(parts...)), nil
}

// keyPart returns the part of a key that a file or folder stands for.
func keyPart(name string) string {
	if p, ok := unescapes[name]; ok {
		return p
	}
	return name
}
