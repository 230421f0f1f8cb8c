package executor

import (
	"io"
	"iter"
	"time"
)

// Objects are the objects of S3 buckets as an executor reaches them: item readers read and list them, result writers write them. What AWS
// would refuse (NoSuchBucket, NoSuchKey) is an *APIError.
type Objects interface {
	// Open opens an object for reading. The caller closes it.
	Open(bucket, key string) (ObjectFile, ObjectInfo, error)
	// List yields the objects of a bucket whose keys begin with prefix and come behind another key, by the bytes of their keys. What changes
	// meanwhile may or may not be in it.
	List(bucket, prefix, behind string) iter.Seq2[ObjectInfo, error]
	// Put writes an object and returns when it is durable. It is there whole or not at all. Of info only ContentType, Metadata and ETag count;
	// without ETag it is the digest of the content.
	Put(bucket, key string, body io.Reader, info ObjectInfo) (ObjectInfo, error)
}

// ObjectFile is the content of an object.
type ObjectFile interface {
	io.ReadSeekCloser
	io.ReaderAt
}

// ObjectInfo is what is known of an object.
type ObjectInfo struct {
	Key         string
	Size        int64 // bytes
	Modified    time.Time
	ETag        string // without quotes
	ContentType string
	Metadata    map[string]string
	CRC32       uint32 // of what Put has just written, else 0
}
