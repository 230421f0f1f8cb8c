package s3

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

var empty = value.MustParse("{}")

// maxBody is how much of an object a Task state may read, in bytes: well above the 256 KiB that a state's data may have, so that the
// engine says what is wrong, and far below what would hurt.
const maxBody = 16 << 20

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
	for _, k := range slices.Sorted(maps.Keys(info.Metadata)) {
		metadata.Set(k, value.Text(info.Metadata[k]))
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
