package s3

import (
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// uploads is the folder of unfinished uploads beside the buckets; no bucket has such a name.
const uploads = ".uploads"

// maxParts is how many parts an upload may have. Source: Amazon S3 User Guide, "Amazon S3 multipart upload limits".
const maxParts = 10_000

// uploadID keeps what a client sends inside the folder.
var uploadID = regexp.MustCompile(`^[0-9a-f-]{36}$`)

// upload is what the first request says of the object.
type upload struct {
	Bucket   string            `json:"bucket"`
	Key      string            `json:"key"`
	Type     string            `json:"type"`
	Metadata map[string]string `json:"metadata"`
}

// serveUpload answers the requests of multipart uploads. Parts are files in a folder of the upload's own.
func (s *Store) serveUpload(q request) error {
	if q.r.Method == http.MethodPost && q.query.Has("uploads") {
		return s.beginUpload(q)
	}
	dir, u, err := s.upload(q)
	if err != nil {
		return err
	}
	switch q.r.Method {
	case http.MethodPut:
		return s.putPart(q, dir)
	case http.MethodPost:
		return s.completeUpload(q, dir, u)
	case http.MethodDelete:
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
		q.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return notImplemented(q)
}

func (s *Store) beginUpload(q request) error {
	if _, refused := s.file(q.bucket, q.key); refused != nil {
		return refused
	}
	id, info := aws.NewID(), q.info()
	dir := filepath.Join(s.root, uploads, id)
	text, err := json.Marshal(upload{q.bucket, q.key, info.ContentType, info.Metadata})
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "upload.json"), text, 0o600)
	}
	if err != nil {
		return fmt.Errorf("begin an upload: %w", err)
	}
	return writeXML(q.w, "InitiateMultipartUploadResult", value.ObjectOf([]value.Member{
		aws.Member("Bucket", q.bucket), aws.Member("Key", q.key), aws.Member("UploadId", id),
	}), false)
}

// upload returns the folder of the upload that a request names.
func (s *Store) upload(q request) (string, upload, error) {
	id := q.query.Get("uploadId")
	dir := filepath.Join(s.root, uploads, id)
	var u upload
	if !uploadID.MatchString(id) {
		return "", u, noSuchUpload()
	}
	text, err := os.ReadFile(filepath.Join(dir, "upload.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", u, noSuchUpload()
	}
	if err == nil {
		err = json.Unmarshal(text, &u)
	}
	if err == nil && (u.Bucket != q.bucket || u.Key != q.key) {
		err = noSuchUpload()
	}
	return dir, u, err
}

func noSuchUpload() error {
	return &aws.Error{Code: "NoSuchUpload", Status: 404, Message: "The specified upload does not exist. The upload ID may be invalid, or the upload " +
		"may have been aborted or completed."}
}

func partFile(dir string, n int) string { return filepath.Join(dir, fmt.Sprintf("%05d", n)) }

func (s *Store) putPart(q request, dir string) error {
	n, err := strconv.Atoi(q.query.Get("partNumber"))
	if err != nil || n < 1 || n > maxParts {
		return aws.Errorf("InvalidArgument", "Part number must be an integer between 1 and %d, inclusive", maxParts)
	}
	h := md5.New()
	if _, err := s.replace(partFile(dir, n), body(q.r), h); err != nil {
		return fmt.Errorf("write part %d: %w", n, err)
	}
	q.w.Header().Set("ETag", quoted(hex.EncodeToString(h.Sum(nil))))
	return nil
}

func (s *Store) completeUpload(q request, dir string, u upload) error {
	var in struct {
		Part []struct {
			PartNumber int
			ETag       string
		}
	}
	if err := xml.NewDecoder(io.LimitReader(body(q.r), aws.MaxRequestBytes)).Decode(&in); err != nil || len(in.Part) == 0 {
		return malformed()
	}
	parts := &partReader{dir: dir}
	digests := md5.New()
	for i, p := range in.Part {
		if i > 0 && p.PartNumber <= in.Part[i-1].PartNumber {
			return aws.Errorf("InvalidPartOrder", "The list of parts was not in ascending order. Parts must be ordered by part number.")
		}
		if _, err := os.Stat(partFile(dir, p.PartNumber)); err != nil {
			return aws.Errorf("InvalidPart", "One or more of the specified parts could not be found.")
		}
		parts.numbers = append(parts.numbers, p.PartNumber)
		digest, err := digestOf(partFile(dir, p.PartNumber))
		if err != nil {
			return fmt.Errorf("read part %d: %w", p.PartNumber, err)
		}
		digests.Write(digest)
	}
	defer parts.close()
	etag := fmt.Sprintf("%x-%d", digests.Sum(nil), len(in.Part))
	if _, err := s.Put(u.Bucket, u.Key, parts, Info{ContentType: u.Type, Metadata: u.Metadata, ETag: etag}); err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("finish an upload: %w", err)
	}
	return writeXML(q.w, "CompleteMultipartUploadResult", value.ObjectOf([]value.Member{
		aws.Member("Location", "http://"+q.r.Host+"/"+u.Bucket+"/"+u.Key), aws.Member("Bucket", u.Bucket), aws.Member("Key", u.Key),
		aws.Member("ETag", quoted(etag)),
	}), false)
}

func digestOf(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := md5.New()
	_, err = io.Copy(h, f)
	return h.Sum(nil), err
}

// partReader reads parts one after the other, with one file open at a time.
type partReader struct {
	dir     string
	numbers []int
	file    *os.File
}

func (p *partReader) Read(b []byte) (int, error) {
	for {
		if p.file == nil {
			if len(p.numbers) == 0 {
				return 0, io.EOF
			}
			f, err := os.Open(partFile(p.dir, p.numbers[0]))
			if err != nil {
				return 0, err
			}
			p.file, p.numbers = f, p.numbers[1:]
		}
		n, err := p.file.Read(b)
		if n > 0 || err != io.EOF {
			return n, err
		}
		p.close()
	}
}

func (p *partReader) close() {
	if p.file != nil {
		p.file.Close()
		p.file = nil
	}
}
