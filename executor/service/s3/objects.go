package s3

import (
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// defaultType is the content type of objects that were given none.
const defaultType = "binary/octet-stream"

const objectBucket = "objects"

// Info is what is known of an object.
type Info = executor.ObjectInfo

var _ executor.Objects = (*Store)(nil)

// kept is what is kept of an object beside its file. It holds as long as the file is what was written then.
type kept struct {
	Size        int64             `json:"size"`
	Modified    int64             `json:"modified"` // nanoseconds
	ETag        string            `json:"etag"`
	ContentType string            `json:"type,omitempty"`
	Metadata    map[string]string `json:"metadata,omitempty"`
}

// sum is the ETag of a file that others wrote.
type sum struct {
	size     int64
	modified time.Time
	etag     string
}

// Open opens an object for reading. The caller closes it.
func (s *Store) Open(bucket, key string) (executor.ObjectFile, Info, error) {
	path, refused := s.file(bucket, key)
	if refused != nil {
		return nil, Info{}, refused
	}
	f, err := os.Open(path)
	if errors.Is(err, syscall.ENOTDIR) || errors.Is(err, fs.ErrNotExist) {
		return nil, Info{}, noSuchKey()
	}
	if err != nil {
		return nil, Info{}, fmt.Errorf("open s3://%s/%s: %w", bucket, key, err)
	}
	stat, err := f.Stat()
	if err == nil && stat.IsDir() {
		f.Close()
		return nil, Info{}, noSuchKey()
	}
	if err != nil {
		return nil, Info{}, errors.Join(fmt.Errorf("open s3://%s/%s: %w", bucket, key, err), f.Close())
	}
	info, err := s.info(bucket, key, path, stat)
	if err != nil {
		return nil, Info{}, errors.Join(fmt.Errorf("open s3://%s/%s: %w", bucket, key, err), f.Close())
	}
	return f, info, nil
}

// info returns what is known of a file.
func (s *Store) info(bucket, key, path string, stat fs.FileInfo) (Info, error) {
	info := Info{Key: key, Size: stat.Size(), Modified: stat.ModTime(), ContentType: defaultType}
	if text, ok := s.journal.Get(objectBucket, bucket+"/"+key); ok {
		var k kept
		if err := json.Unmarshal([]byte(text), &k); err != nil {
			return Info{}, fmt.Errorf("read what is kept of it: %w", err)
		}
		if k.Size == info.Size && k.Modified == info.Modified.UnixNano() {
			info.ETag, info.Metadata = k.ETag, k.Metadata
			if k.ContentType != "" {
				info.ContentType = k.ContentType
			}
			return info, nil
		}
	}
	etag, err := s.etag(path, stat)
	info.ETag = etag
	return info, err
}

// maxDigested is the size in bytes up to which a file that others wrote is read for its ETag, so that a listing of large files stays quick.
// Larger ones get an ETag in the form of a multipart upload's, which no client takes for a digest of the content.
const maxDigested = 8 << 20

func (s *Store) etag(path string, stat fs.FileInfo) (string, error) {
	if stat.Size() > maxDigested {
		d := md5.Sum(fmt.Appendf(nil, "%d %d", stat.Size(), stat.ModTime().UnixNano()))
		return hex.EncodeToString(d[:]) + "-1", nil
	}
	s.mu.Lock()
	known, ok := s.etags[path]
	s.mu.Unlock()
	if ok && known.size == stat.Size() && known.modified.Equal(stat.ModTime()) {
		return known.etag, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := md5.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	etag := hex.EncodeToString(h.Sum(nil))
	s.mu.Lock()
	s.etags[path] = sum{stat.Size(), stat.ModTime(), etag}
	s.mu.Unlock()
	return etag, nil
}

// Put writes an object.
func (s *Store) Put(bucket, key string, body io.Reader, info Info) (Info, error) {
	path, refused := s.file(bucket, key)
	if refused != nil {
		return Info{}, refused
	}
	digest, crc := md5.New(), crc32.NewIEEE()
	stat, err := s.replace(path, body, digest, crc)
	if errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.EISDIR) || errors.Is(err, syscall.EEXIST) {
		return Info{}, &aws.Error{Code: "InvalidRequest", Status: 409, Message: "The stand-in keeps objects as files, and this key would be a file " +
			"and a folder at once. Use another key."}
	}
	if err != nil {
		return Info{}, fmt.Errorf("write s3://%s/%s: %w", bucket, key, err)
	}
	if info.ETag == "" {
		info.ETag = hex.EncodeToString(digest.Sum(nil))
	}
	if info.ContentType == defaultType {
		info.ContentType = ""
	}
	k := kept{stat.Size(), stat.ModTime().UnixNano(), info.ETag, info.ContentType, info.Metadata}
	text, err := json.Marshal(k)
	if err == nil {
		err = s.journal.Write(journal.Change{Bucket: objectBucket, Key: bucket + "/" + key, Value: string(text)})
	}
	if err != nil {
		return Info{}, fmt.Errorf("write s3://%s/%s: %w", bucket, key, err)
	}
	info.Key, info.Size, info.Modified, info.CRC32 = key, stat.Size(), stat.ModTime(), crc.Sum32()
	return info, nil
}

// replace writes a file beside its place and moves it there.
func (s *Store) replace(path string, body io.Reader, sums ...hash.Hash) (fs.FileInfo, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(s.root, ".put-*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name()) // a leftover after an error; it is gone after the rename
	to := []io.Writer{f}
	for _, h := range sums {
		to = append(to, h)
	}
	_, err = io.Copy(io.MultiWriter(to...), body)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return nil, err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return nil, err
	}
	return os.Stat(path)
}

// Delete removes an object, and the folders that it leaves empty. One that is not there is no error.
func (s *Store) Delete(bucket, key string) error {
	path, refused := s.file(bucket, key)
	if refused != nil {
		return refused
	}
	if stat, err := os.Stat(path); err != nil || stat.IsDir() {
		return nil
	}
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("delete s3://%s/%s: %w", bucket, key, err)
	}
	for dir := filepath.Dir(path); len(dir) > len(s.root)+1+len(bucket); dir = filepath.Dir(dir) {
		if os.Remove(dir) != nil {
			break // others are in it
		}
	}
	if _, ok := s.journal.Get(objectBucket, bucket+"/"+key); !ok {
		return nil
	}
	return s.journal.Write(journal.Change{Bucket: objectBucket, Key: bucket + "/" + key, Delete: true})
}
