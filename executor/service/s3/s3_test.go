package s3

import (
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, root, path string) *Store {
	t.Helper()
	s, err := Open(Config{Root: root, Path: path, Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// send sends a request and returns status, content and headers.
func send(t *testing.T, s *Store, method, url, body string, headers ...string) (int, string, map[string][]string) {
	t.Helper()
	r := httptest.NewRequest(method, url, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Code, w.Body.String(), w.Header()
}

func TestObjectsOverHTTP(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "data"), filepath.Join(dir, "s3.journal"))
	expect := func(method, url, body string, status int, want string, headers ...string) string {
		t.Helper()
		code, got, _ := send(t, s, method, url, body, headers...)
		if code != status || !strings.Contains(got, want) {
			t.Errorf("%s %s gives %d %s, want %d %s", method, url, code, got, status, want)
		}
		return got
	}
	expect("GET", "/b/k", "", 404, "<Code>NoSuchBucket</Code>")
	expect("PUT", "/b", "", 200, "")
	expect("GET", "/b/k", "", 404, "<Code>NoSuchKey</Code>")
	expect("PUT", "/b/a/x%20y.txt", "hello", 200, "", "Content-Type", "text/plain", "X-Amz-Meta-Colour", "red")
	if text, err := os.ReadFile(filepath.Join(dir, "data", "b", "a", "x y.txt")); err != nil || string(text) != "hello" {
		t.Errorf("the file has %q, %v", text, err)
	}
	s.Close()
	s = open(t, filepath.Join(dir, "data"), filepath.Join(dir, "s3.journal"))
	code, body, h := send(t, s, "GET", "/b/a/x%20y.txt", "", "Range", "bytes=1-3")
	if code != 206 || body != "ell" || h["Etag"][0] != `"5d41402abc4b2a76b9719d911017c592"` || h["Content-Type"][0] != "text/plain" ||
		h["X-Amz-Meta-Colour"][0] != "red" {
		t.Errorf("%d %q %v", code, body, h)
	}
	// A user's own file is an object, also after it has changed.
	os.WriteFile(filepath.Join(dir, "data", "b", "a", "x y.txt"), []byte("changed"), 0o644)
	if _, body, h = send(t, s, "GET", "/b/a/x%20y.txt", ""); body != "changed" || h["Etag"][0] != `"8977dfac2f8e04cb96e66882235f5aba"` {
		t.Errorf("%q %v", body, h)
	}
	expect("HEAD", "/b/a/x%20y.txt", "", 200, "")
	expect("HEAD", "/b/none", "", 404, "")
	expect("PUT", "/b/copy", "", 200, "<ETag>", "X-Amz-Copy-Source", "/b/a/x%20y.txt")
	expect("PUT", "/b/copy/below", "x", 409, "a file and a folder at once")
	expect("PUT", "/b/a", "x", 409, "a file and a folder at once")
	expect("PUT", "/b/..%2F..%2Fescape", "x", 200, "")
	if _, err := os.Stat(filepath.Join(dir, "escape")); err == nil {
		t.Error("a key left the folder")
	}
	expect("GET", "/b/..%2F..%2Fescape", "", 200, "x")
	expect("PUT", "/b/folder/", "", 200, "")
	expect("GET", "/b?list-type=2", "", 200, "<Key>../../escape</Key>")
	expect("GET", "/b?list-type=2&prefix=folder", "", 200, "<Key>folder/</Key>")
	expect("GET", "/b?list-type=2&delimiter=/", "", 200, "<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>")
	expect("GET", "/b?encoding-type=url", "", 200, "<Key>a/x+y.txt</Key>")
	expect("GET", "/", "", 200, "<Name>b</Name>")
	expect("DELETE", "/b", "", 409, "BucketNotEmpty")
	expect("POST", "/b?delete", "<Delete><Object><Key>copy</Key></Object><Object><Key>folder/</Key></Object><Object><Key>../../escape</Key></Object></Delete>", 200, "<Deleted><Key>copy</Key></Deleted>")
	expect("DELETE", "/b/a/x%20y.txt", "", 204, "")
	expect("DELETE", "/b/a/x%20y.txt", "", 204, "")
	expect("PATCH", "/b/k", "", 501, "NotImplemented")
	expect("DELETE", "/b", "", 204, "")
}

func TestSweep(t *testing.T) {
	root := t.TempDir()
	for name, age := range map[string]time.Duration{".put-old": 2 * staleAfter, ".put-new": 0, "old": 2 * staleAfter} {
		path := filepath.Join(root, name)
		at := time.Now().Add(-age)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	open(t, root, "")
	left, _ := filepath.Glob(filepath.Join(root, "*"))
	if len(left) != 2 || filepath.Base(left[0]) != ".put-new" || filepath.Base(left[1]) != "old" {
		t.Errorf("left are %q", left)
	}
}

func TestChunkedBody(t *testing.T) {
	s := open(t, "", "")
	send(t, s, "PUT", "/b", "")
	body := "5;chunk-signature=abc\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:x\r\n\r\n"
	if code, got, _ := send(t, s, "PUT", "/b/k", body, "X-Amz-Content-Sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"); code != 200 {
		t.Fatal(got)
	}
	if _, got, _ := send(t, s, "GET", "http://b.s3.localhost/k", ""); got != "hello world" {
		t.Errorf("%q", got)
	}
	for _, bad := range []string{"", "5\r\nhel", "zz\r\nhello\r\n", "5\r\nhello\r\n", "5\r\nhello", "-5\r\nhello"} {
		if _, err := io.ReadAll(newChunked(strings.NewReader(bad))); err == nil {
			t.Errorf("%q is a body", bad)
		}
	}
}

func TestUpload(t *testing.T) {
	s := open(t, "", "")
	send(t, s, "PUT", "/b", "")
	_, begun, _ := send(t, s, "POST", "/b/k?uploads", "", "Content-Type", "text/csv")
	id := regexp.MustCompile(`<UploadId>(.*)</UploadId>`).FindStringSubmatch(begun)[1]
	for n, part := range []string{"one,", "two"} {
		if code, got, _ := send(t, s, "PUT", fmt.Sprintf("/b/k?partNumber=%d&uploadId=%s", n+1, id), part); code != 200 {
			t.Fatal(got)
		}
	}
	complete := "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part><Part><PartNumber>2</PartNumber></Part></CompleteMultipartUpload>"
	if _, got, _ := send(t, s, "POST", "/b/k?uploadId=../../x", complete); !strings.Contains(got, "NoSuchUpload") {
		t.Error(got)
	}
	if _, got, _ := send(t, s, "POST", "/b/k?uploadId="+id, strings.Replace(complete, ">2<", ">3<", 1)); !strings.Contains(got, "InvalidPart") {
		t.Error(got)
	}
	if code, got, _ := send(t, s, "POST", "/b/k?uploadId="+id, complete); code != 200 || !strings.Contains(got, "-2&#34;</ETag>") {
		t.Fatal(got)
	}
	if _, got, h := send(t, s, "GET", "/b/k", ""); got != "one,two" || h["Content-Type"][0] != "text/csv" {
		t.Errorf("%q %v", got, h)
	}
	if _, got, _ := send(t, s, "DELETE", "/b/k?uploadId="+id, ""); !strings.Contains(got, "NoSuchUpload") {
		t.Error(got)
	}
	if got := fmt.Sprint(filepath.Glob(filepath.Join(s.root, uploads, "*"))); got != "[] <nil>" {
		t.Errorf("left behind: %s", got)
	}
}

func TestListPages(t *testing.T) {
	s := open(t, "", "")
	send(t, s, "PUT", "/b", "")
	keys := []string{"a-b", "a/1", "a/2", "a0", "b/c/d", "b/c/e", "b/f", "z"}
	for _, k := range keys {
		send(t, s, "PUT", "/b/"+k, "")
	}
	for _, tt := range []struct{ prefix, delimiter, want string }{
		{"", "", strings.Join(keys, " ")},
		{"a", "", "a-b a/1 a/2 a0"},
		{"a/", "", "a/1 a/2"},
		{"", "/", "a-b a/* a0 b/* z"},
		{"b/", "/", "b/c/* b/f"},
		{"b/c", "/", "b/c/*"},
		{"x", "/", ""},
	} {
		for limit := 1; limit < 9; limit++ {
			var got []string
			for behind := ""; ; {
				l, err := s.list("b", tt.prefix, tt.delimiter, behind, limit)
				if err != nil {
					t.Fatal(err)
				}
				if n := len(l.objects) + len(l.prefixes); n > limit || n == 0 && behind != "" {
					t.Fatalf("a page of %d", n)
				}
				page := map[string]string{}
				for _, o := range l.objects {
					page[o.Key] = o.Key
				}
				for _, p := range l.prefixes {
					page[p] = p + "*"
				}
				for _, k := range keys {
					for name, shown := range page {
						if name == k || strings.HasSuffix(shown, "*") && strings.HasPrefix(k, name) {
							got = append(got, shown)
							delete(page, name)
						}
					}
				}
				if behind = l.last; behind == "" {
					break
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("prefix %q, delimiter %q, pages of %d: %q, want %q", tt.prefix, tt.delimiter, limit, got, tt.want)
			}
		}
	}
}

func TestTasks(t *testing.T) {
	s := open(t, "", "")
	send(t, s, "PUT", "/bucket-name", "")
	send(t, s, "PUT", "/bucket-name/file_key", "text data")
	mux := executor.NewMux()
	Register(mux, s.Service())
	modified := regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)
	for _, tt := range []struct{ action, parameters, want string }{
		{"getObject", `{"Bucket":"bucket-name","Key":"file_key"}`, `{"AcceptRanges":"bytes","ContentLength":9,"ContentType":"binary/octet-stream",` +
			`"ETag":"\"332eec544317a6d340b8e77da7fe54ad\"","LastModified":"<x>","Metadata":{},"ServerSideEncryption":"AES256","Body":"text data"}`},
		{"putObject", `{"Bucket":"bucket-name","Key":"file-key","Body":false}`,
			`{"ChecksumCRC32":"K81oMA==","ChecksumType":"FULL_OBJECT","ETag":"\"68934a3e9455fa72420237eb05902327\"","ServerSideEncryption":"AES256"}`},
		{"putObject", `{"Bucket":"bucket-name","Key":"json","Body":{"a": [1]}}`, `"ETag":"\"`},
		{"getObject", `{"Bucket":"bucket-name","Key":"json","Range":"bytes=0-4"}`, `"ContentRange":"bytes 0-4/9","Body":"{\"a\":"`},
		{"getObject", `{"Bucket":"bucket-name","Key":"no_such_key.json"}`,
			`S3.NoSuchKeyException: The specified key does not exist. (Service: S3, Status Code: 404, Request ID: <x>, Extended Request ID: <x>)`},
		{"listObjects", `{"Bucket":"someNonexistentBucketName"}`,
			`S3.NoSuchBucketException: The specified bucket does not exist (Service: S3, Status Code: 404, Request ID: <x>, Extended Request ID: <x>)`},
		{"listObjectsV2", `{"Bucket":"bucket-name","Prefix":"file","MaxKeys":1}`, `{"Contents":[{"ETag":"\"68934a3e9455fa72420237eb05902327\"","Key":"file-key",` +
			`"LastModified":"<x>","Size":5,"StorageClass":"STANDARD"}],"IsTruncated":true,"KeyCount":1,"MaxKeys":1,"Name":"bucket-name",` +
			`"NextContinuationToken":"ZmlsZS1rZXk=","Prefix":"file"}`},
		{"copyObject", `{"Bucket":"bucket-name","Key":"c","CopySource":"bucket-name/json"}`, `{"CopyObjectResult":{"ETag":`},
		{"deleteObjects", `{"Bucket":"bucket-name","Delete":{"Objects":[{"Key":"c"}]}}`, `{"Deleted":[{"Key":"c"}]}`},
		{"headObject", `{"Bucket":"bucket-name","Key":"c"}`, `S3.NoSuchKeyException: `},
		{"listBuckets", `{}`, `{"Buckets":[{"CreationDate":"<x>","Name":"bucket-name"}],"Owner":{"ID":"stepmill"}}`},
	} {
		resource := "arn:aws:states:::aws-sdk:s3:" + tt.action
		x, _ := mux.Lookup(resource)
		out, f := x.Run(t.Context(), executor.Task{Resource: resource, Parameters: value.MustParse(tt.parameters)}, nil)
		got := out.Compact()
		if f != nil {
			got = f.Error + ": " + f.Cause
		}
		if got = modified.ReplaceAllString(got, "<x>"); !strings.Contains(got, tt.want) {
			t.Errorf("%s %s\ngives %s\nwant  %s", tt.action, tt.parameters, got, tt.want)
		}
	}
}
