package s3

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

var empty = value.MustParse("{}")

// maxBody is how much of an object a Task state may read, in bytes: well above the 256 KiB that a state's data may have, so that the
// engine says what is wrong, and far below what would hurt.
const maxBody = 16 << 20

func (s *Store) createBucket(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	name := in.Get("Bucket").Str()
	if !bucketName.MatchString(name) {
		return value.Value{}, aws.Errorf("InvalidBucketName", "The specified bucket is not valid.")
	}
	if _, refused := s.bucket(name); refused == nil && s.cfg.Region != "us-east-1" { // there AWS answers as if it were new
		return value.Value{}, &aws.Error{Code: "BucketAlreadyOwnedByYou", Status: 409,
			Message: "Your previous request to create the named bucket succeeded and you already own it."}
	}
	if err := os.MkdirAll(filepath.Join(s.root, name), 0o755); err != nil {
		return value.Value{}, refusal(err)
	}
	return value.ObjectOf([]value.Member{aws.Member("Location", "/"+name)}), nil
}

func (s *Store) deleteBucket(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	dir, refused := s.bucket(in.Get("Bucket").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	for _, err := range s.List(in.Get("Bucket").Str(), "", "") {
		if err != nil {
			return value.Value{}, refusal(err)
		}
		return value.Value{}, &aws.Error{Code: "BucketNotEmpty", Message: "The bucket you tried to delete is not empty", Status: 409}
	}
	return empty, refusal(os.RemoveAll(dir)) // empty folders may be left
}

func (s *Store) headBucket(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	if _, refused := s.bucket(in.Get("Bucket").Str()); refused != nil {
		return value.Value{}, refused
	}
	return value.ObjectOf([]value.Member{aws.Member("BucketRegion", s.cfg.Region)}), nil
}

func (s *Store) listBuckets(context.Context, value.Value) (value.Value, *aws.Error) {
	entries, err := os.ReadDir(s.root)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return value.Value{}, refusal(err)
	}
	buckets := []value.Value{}
	for _, e := range entries {
		stat, err := os.Stat(filepath.Join(s.root, e.Name()))
		if err != nil || !stat.IsDir() || !bucketName.MatchString(e.Name()) {
			continue
		}
		buckets = append(buckets, value.ObjectOf([]value.Member{
			aws.Member("CreationDate", stat.ModTime().UTC().Format(isoTime)), aws.Member("Name", e.Name()),
		}))
	}
	return value.ObjectOf([]value.Member{
		{Key: "Buckets", Value: value.ArrayOf(buckets)}, {Key: "Owner", Value: value.ObjectOf([]value.Member{aws.Member("ID", "stepmill")})},
	}), nil
}

// isoTime is how SDK integrations show times; objects have them in seconds.
const isoTime = "2006-01-02T15:04:05Z"

func (s *Store) getObject(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	f, info, err := s.Open(in.Get("Bucket").Str(), in.Get("Key").Str())
	if err != nil {
		return value.Value{}, refusal(err)
	}
	defer f.Close()
	from, to, refused := byteRange(in.Get("Range").Str(), info.Size)
	if refused != nil {
		return value.Value{}, refused
	}
	if to-from > maxBody {
		return value.Value{}, aws.Errorf("InvalidRequest", "The object has %d bytes; a Task state can read %d at most.", to-from, maxBody)
	}
	body, err := io.ReadAll(io.NewSectionReader(f, from, to-from))
	if err != nil {
		return value.Value{}, refusal(err)
	}
	part := info
	part.Size = to - from
	out := shown(part)
	if in.Get("Range").IsDefined() {
		out = out.With("ContentRange", value.Text(fmt.Sprintf("bytes %d-%d/%d", from, to-1, info.Size)))
	}
	return out.With("Body", value.Text(string(body))), nil
}

// byteRange reads bytes=<first>-<last>; without it all is meant.
func byteRange(text string, size int64) (from, to int64, refused *aws.Error) {
	if text == "" {
		return 0, size, nil
	}
	invalid := &aws.Error{Code: "InvalidRange", Message: "The requested range is not satisfiable", Status: 416}
	spec, ok := strings.CutPrefix(text, "bytes=")
	first, last, dash := strings.Cut(spec, "-")
	if !ok || !dash {
		return 0, size, nil // as if it were not there
	}
	a, errA := strconv.ParseInt(first, 10, 64)
	b, errB := strconv.ParseInt(last, 10, 64)
	switch {
	case first == "" && errB == nil: // the last b bytes
		return max(0, size-b), size, nil
	case errA != nil || a < 0 || a >= size:
		return 0, 0, invalid
	case last == "":
		return a, size, nil
	case errB != nil || b < a:
		return 0, size, nil
	}
	return a, min(b+1, size), nil
}

func (s *Store) headObject(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	f, info, err := s.Open(in.Get("Bucket").Str(), in.Get("Key").Str())
	if err != nil {
		return value.Value{}, refusal(err)
	}
	f.Close()
	return shown(info), nil
}

// shown is an object as GetObject and HeadObject show it, without its content.
func shown(info Info) value.Value {
	var metadata value.ObjectBuilder
	for k, v := range info.Metadata {
		metadata.Set(k, value.Text(v))
	}
	return value.ObjectOf([]value.Member{
		aws.Member("AcceptRanges", "bytes"), {Key: "ContentLength", Value: value.Int(info.Size)}, aws.Member("ContentType", info.ContentType),
		aws.Member("ETag", quoted(info.ETag)), aws.Member("LastModified", info.Modified.UTC().Format(isoTime)),
		{Key: "Metadata", Value: metadata.Value()}, aws.Member("ServerSideEncryption", "AES256"),
	})
}

func quoted(etag string) string { return `"` + etag + `"` }

func (s *Store) putObject(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	info, err := s.Put(in.Get("Bucket").Str(), in.Get("Key").Str(), strings.NewReader(in.Get("Body").Str()), Info{
		ContentType: in.Get("ContentType").Str(), Metadata: texts(in.Get("Metadata")),
	})
	if err != nil {
		return value.Value{}, refusal(err)
	}
	return value.ObjectOf([]value.Member{
		aws.Member("ChecksumCRC32", base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint32(nil, info.CRC32))),
		aws.Member("ChecksumType", "FULL_OBJECT"), aws.Member("ETag", quoted(info.ETag)), aws.Member("ServerSideEncryption", "AES256"),
	}), nil
}

func texts(v value.Value) map[string]string {
	var m map[string]string
	for k, x := range v.Members() {
		if m == nil {
			m = map[string]string{}
		}
		m[k] = x.Str()
	}
	return m
}

func (s *Store) copyObject(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	source, err := url.PathUnescape(strings.TrimPrefix(in.Get("CopySource").Str(), "/"))
	bucket, key, ok := strings.Cut(source, "/")
	if err != nil || !ok {
		return value.Value{}, aws.Errorf("InvalidArgument", "Copy Source must mention the source bucket and key: sourcebucket/sourcekey")
	}
	f, from, err := s.Open(bucket, key)
	if err != nil {
		return value.Value{}, refusal(err)
	}
	defer f.Close()
	info, err := s.Put(in.Get("Bucket").Str(), in.Get("Key").Str(), f, Info{ContentType: from.ContentType, Metadata: from.Metadata})
	if err != nil {
		return value.Value{}, refusal(err)
	}
	return value.ObjectOf([]value.Member{
		{Key: "CopyObjectResult", Value: value.ObjectOf([]value.Member{
			aws.Member("ETag", quoted(info.ETag)), aws.Member("LastModified", info.Modified.UTC().Format(isoTime)),
		})},
		aws.Member("ServerSideEncryption", "AES256"),
	}), nil
}

func (s *Store) deleteObject(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	return empty, refusal(s.Delete(in.Get("Bucket").Str(), in.Get("Key").Str()))
}

func (s *Store) deleteObjects(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	deleted, failed := []value.Value{}, []value.Value{}
	for _, o := range in.Get("Delete").Get("Objects").Elems() {
		key := o.Get("Key").Str()
		if refused := refusal(s.Delete(in.Get("Bucket").Str(), key)); refused != nil {
			failed = append(failed, value.ObjectOf([]value.Member{
				aws.Member("Code", refused.Code), aws.Member("Key", key), aws.Member("Message", refused.Message),
			}))
			continue
		}
		deleted = append(deleted, value.ObjectOf([]value.Member{aws.Member("Key", key)}))
	}
	out := []value.Member{{Key: "Deleted", Value: value.ArrayOf(deleted)}}
	if len(failed) > 0 {
		out = append(out, value.Member{Key: "Errors", Value: value.ArrayOf(failed)})
	}
	return value.ObjectOf(out), nil
}

// listObjects is the first version of the list, which pages by markers.
func (s *Store) listObjects(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	l, limit, refused := s.listOf(in, in.Get("Marker").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	out := l.members(in, limit)
	if v := in.Get("Marker"); v.IsDefined() {
		out = append(out, value.Member{Key: "Marker", Value: v})
	}
	if l.last != "" {
		out = append(out, aws.Member("NextMarker", l.last))
	}
	return aws.Ordered(out), nil
}

func (s *Store) listObjectsV2(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	behind := in.Get("StartAfter").Str()
	if token := in.Get("ContinuationToken").Str(); token != "" {
		text, err := base64.URLEncoding.DecodeString(token)
		if err != nil {
			return value.Value{}, aws.Errorf("InvalidArgument", "The continuation token provided is incorrect")
		}
		behind = string(text)
	}
	l, limit, refused := s.listOf(in, behind)
	if refused != nil {
		return value.Value{}, refused
	}
	out := append(l.members(in, limit), value.Member{Key: "KeyCount", Value: value.Int(int64(len(l.objects) + len(l.prefixes)))})
	for _, k := range []string{"ContinuationToken", "StartAfter"} {
		if v := in.Get(k); v.IsDefined() {
			out = append(out, value.Member{Key: k, Value: v})
		}
	}
	if l.last != "" {
		out = append(out, aws.Member("NextContinuationToken", base64.URLEncoding.EncodeToString([]byte(l.last))))
	}
	return aws.Ordered(out), nil
}

func (s *Store) listOf(in value.Value, behind string) (listing, int, *aws.Error) {
	limit := maxKeys
	if n, ok := in.Get("MaxKeys").Int(); ok {
		limit = int(max(0, min(n, maxKeys)))
	}
	l, err := s.list(in.Get("Bucket").Str(), in.Get("Prefix").Str(), in.Get("Delimiter").Str(), behind, limit)
	return l, limit, refusal(err)
}

// members are what both versions of the list have.
func (l listing) members(in value.Value, limit int) []value.Member {
	out := []value.Member{
		{Key: "IsTruncated", Value: value.Boolean(l.last != "")}, {Key: "MaxKeys", Value: value.Int(int64(limit))},
		{Key: "Name", Value: in.Get("Bucket")}, aws.Member("Prefix", in.Get("Prefix").Str()),
	}
	if v := in.Get("Delimiter"); v.IsDefined() {
		out = append(out, value.Member{Key: "Delimiter", Value: v})
	}
	var contents, prefixes []value.Value
	for _, o := range l.objects {
		contents = append(contents, value.ObjectOf([]value.Member{
			aws.Member("ETag", quoted(o.ETag)), aws.Member("Key", o.Key), aws.Member("LastModified", o.Modified.UTC().Format(isoTime)),
			{Key: "Size", Value: value.Int(o.Size)}, aws.Member("StorageClass", "STANDARD"),
		}))
	}
	for _, p := range l.prefixes {
		prefixes = append(prefixes, value.ObjectOf([]value.Member{aws.Member("Prefix", p)}))
	}
	if contents != nil {
		out = append(out, value.Member{Key: "Contents", Value: value.ArrayOf(contents)})
	}
	if prefixes != nil {
		out = append(out, value.Member{Key: "CommonPrefixes", Value: value.ArrayOf(prefixes)})
	}
	return out
}
