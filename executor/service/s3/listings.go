package s3

import (
	"context"
	"encoding/base64"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

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
