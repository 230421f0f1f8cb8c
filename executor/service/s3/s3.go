package s3

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// Config says where a stand-in keeps its buckets.
type Config struct {
	// Root is the folder of the buckets. Default: a temporary folder that Close removes.
	Root string
	// Path is the file of what is known of objects beyond their content. Default: "", in memory.
	Path string
	// Region is that of the buckets. Required.
	Region string
}

func (c Config) validate() error {
	if c.Region == "" {
		return errors.New("s3: Config.Region is required")
	}
	return nil
}

// Store holds the buckets. All methods may be called from any goroutine.
type Store struct {
	cfg       Config
	root      string
	temporary bool
	journal   *journal.Journal
	service   *aws.Service

	mu    sync.Mutex
	etags map[string]sum // of files that others wrote, by path
}

// Open opens the buckets of a folder.
func Open(cfg Config) (*Store, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	j, err := journal.Open(cfg.Path)
	if err != nil {
		return nil, fmt.Errorf("open the buckets: %w", err)
	}
	s := &Store{cfg: cfg, root: cfg.Root, journal: j, etags: map[string]sum{}}
	if s.root == "" {
		s.temporary = true
		if s.root, err = os.MkdirTemp("", "stepmill-s3-*"); err != nil {
			return nil, errors.Join(fmt.Errorf("open the buckets: %w", err), j.Close())
		}
	}
	if s.root, err = filepath.Abs(s.root); err != nil {
		return nil, errors.Join(fmt.Errorf("open the buckets: %w", err), j.Close())
	}
	s.service = s.describe()
	s.sweep()
	return s, nil
}

// staleAfter is the age from which a file that was never moved to its place is taken for the leftover of a killed process.
const staleAfter = 24 * time.Hour

// sweep removes such leftovers; what cannot be removed stays.
func (s *Store) sweep() {
	left, _ := filepath.Glob(filepath.Join(s.root, ".put-*")) // the pattern is a valid one
	for _, path := range left {
		if stat, err := os.Stat(path); err == nil && time.Since(stat.ModTime()) > staleAfter {
			_ = os.Remove(path)
		}
	}
}

// Close closes the file, and removes a temporary folder.
func (s *Store) Close() error {
	err := s.journal.Close()
	if s.temporary {
		err = errors.Join(err, os.RemoveAll(s.root))
	}
	return err
}

// Service returns the operations.
func (s *Store) Service() *aws.Service { return s.service }

// Register makes m call a service.
func Register(m *executor.Mux, service *aws.Service) { service.HandleSDK(m) }

// Description returns what is known of the service, without operations.
func Description() *aws.Service {
	return &aws.Service{
		SDK: "s3", SDKPrefix: "S3", Scope: "s3", ExtendedID: true, Texts: []string{"Body"}, ContentType: "application/xml",
		Modelled: []string{
			"BucketAlreadyExists", "BucketAlreadyOwnedByYou", "IdempotencyParameterMismatch", "InvalidObjectState", "InvalidRequest",
			"InvalidWriteOffset", "NoSuchBucket", "NoSuchKey", "NoSuchUpload", "NotFound", "ObjectAlreadyInActiveTierError",
			"ObjectNotInActiveTierError", "TooManyParts",
		},
	}
}

func (s *Store) describe() *aws.Service {
	d := Description()
	d.Operations = map[string]aws.Operation{
		"CreateBucket": s.createBucket, "DeleteBucket": s.deleteBucket, "HeadBucket": s.headBucket, "ListBuckets": s.listBuckets,
		"GetObject": s.getObject, "HeadObject": s.headObject, "PutObject": s.putObject, "CopyObject": s.copyObject,
		"DeleteObject": s.deleteObject, "DeleteObjects": s.deleteObjects, "ListObjects": s.listObjects, "ListObjectsV2": s.listObjectsV2,
	}
	return d
}

func noSuchBucket() *aws.Error {
	return &aws.Error{Code: "NoSuchBucket", Message: "The specified bucket does not exist", Status: 404}
}

func noSuchKey() *aws.Error {
	return &aws.Error{Code: "NoSuchKey", Message: "The specified key does not exist.", Status: 404}
}

// refusal turns an error of the file system into an answer.
func refusal(err error) *aws.Error {
	e := new(aws.Error)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return e
	case errors.Is(err, fs.ErrNotExist):
		return noSuchKey()
	}
	return &aws.Error{Code: "InternalError", Message: fmt.Sprintf("The stand-in cannot use its folder: %v", err), Status: 500}
}
