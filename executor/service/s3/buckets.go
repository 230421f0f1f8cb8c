package s3

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

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
