package s3

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// request is an HTTP request for a bucket or an object.
type request struct {
	w           http.ResponseWriter
	r           *http.Request
	query       url.Values
	bucket, key string
}

// ServeHTTP answers a request of the S3 API: /<bucket>/<key>, or /<key> where the host begins with <bucket>.s3.
func (s *Store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := request{w: w, r: r, query: r.URL.Query()}
	path := strings.TrimPrefix(r.URL.Path, "/")
	if bucket, _, ok := strings.Cut(r.Host, ".s3."); ok {
		q.bucket, q.key = bucket, path
	} else {
		q.bucket, q.key, _ = strings.Cut(path, "/")
	}
	w.Header().Set("X-Amz-Request-Id", aws.NewID())
	var err error
	switch {
	case q.bucket == "":
		err = s.answer(q, s.listBuckets, "ListAllMyBucketsResult")
	case q.key == "":
		err = s.serveBucket(q)
	default:
		err = s.serveObject(q)
	}
	if err != nil {
		refuse(q, err)
	}
}

func (s *Store) serveBucket(q request) error {
	switch {
	case q.r.Method == http.MethodPut:
		if _, refused := s.createBucket(q.r.Context(), q.input()); refused != nil {
			return refused
		}
		q.w.Header().Set("Location", "/"+q.bucket)
		return nil
	case q.r.Method == http.MethodDelete:
		if _, refused := s.deleteBucket(q.r.Context(), q.input()); refused != nil {
			return refused
		}
		q.w.WriteHeader(http.StatusNoContent)
		return nil
	case q.r.Method == http.MethodHead:
		if _, refused := s.headBucket(q.r.Context(), q.input()); refused != nil {
			return refused
		}
		q.w.Header().Set("X-Amz-Bucket-Region", s.cfg.Region)
		return nil
	case q.r.Method == http.MethodPost && q.query.Has("delete"):
		return s.serveDeletes(q)
	case q.r.Method != http.MethodGet:
		return notImplemented(q)
	case q.query.Has("location"):
		return s.answer(q, func(context.Context, value.Value) (value.Value, *aws.Error) { return empty, nil }, "LocationConstraint")
	case q.query.Get("list-type") == "2":
		return s.answer(q, s.listObjectsV2, "ListBucketResult")
	case len(q.query) > 0 && !q.query.Has("prefix") && !q.query.Has("delimiter") && !q.query.Has("max-keys") && !q.query.Has("marker") &&
		!q.query.Has("encoding-type"):
		return notImplemented(q)
	}
	return s.answer(q, s.listObjects, "ListBucketResult")
}

func notImplemented(q request) error {
	return &aws.Error{Code: "NotImplemented", Status: 501,
		Message: fmt.Sprintf("The stand-in does not answer %s %s.", q.r.Method, q.r.URL.RequestURI())}
}

// input is the request as an operation has it.
func (q request) input() value.Value {
	in := []value.Member{aws.Member("Bucket", q.bucket)}
	for name, member := range map[string]string{
		"prefix": "Prefix", "delimiter": "Delimiter", "marker": "Marker", "start-after": "StartAfter", "continuation-token": "ContinuationToken",
	} {
		if q.query.Has(name) {
			in = append(in, aws.Member(member, q.query.Get(name)))
		}
	}
	if n, err := strconv.Atoi(q.query.Get("max-keys")); err == nil {
		in = append(in, value.Member{Key: "MaxKeys", Value: value.Int(int64(n))})
	}
	return value.ObjectOf(in)
}

// answer carries out an operation and writes its output as XML. Keys are escaped in the URL's way if the client asks for it.
func (s *Store) answer(q request, op aws.Operation, root string) error {
	out, refused := op(q.r.Context(), q.input())
	if refused != nil {
		return refused
	}
	escape := q.query.Get("encoding-type") == "url"
	if escape {
		out = out.With("EncodingType", value.Text("url"))
	}
	return writeXML(q.w, root, out, escape)
}

func writeXML(w http.ResponseWriter, root string, out value.Value, escape bool) error {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<` + root + ` xmlns="http://s3.amazonaws.com/doc/2006-03-01/">`)
	for k, v := range out.Members() {
		appendXML(&b, k, v, escape)
	}
	b.WriteString(`</` + root + `>`)
	w.Header().Set("Content-Type", "application/xml")
	w.Write(b.Bytes()) // the client has gone if this fails, and there is nobody to tell
	return nil
}

// appendXML writes a member. Lists are flat, but for the list of buckets.
func appendXML(b *bytes.Buffer, name string, v value.Value, escape bool) {
	switch v.Kind() {
	case value.Array:
		switch name {
		case "Buckets":
			b.WriteString("<Buckets>")
			defer b.WriteString("</Buckets>")
			name = "Bucket"
		case "Errors":
			name = "Error"
		}
		for _, x := range v.Elems() {
			appendXML(b, name, x, escape)
		}
		return
	case value.Object:
		b.WriteString("<" + name + ">")
		for k, x := range v.Members() {
			appendXML(b, k, x, escape)
		}
		b.WriteString("</" + name + ">")
		return
	}
	text := v.JSON()
	if v.Kind() == value.String {
		text = v.Str()
	}
	switch name {
	case "Key", "Prefix", "Delimiter", "Marker", "NextMarker", "StartAfter":
		if escape {
			text = strings.ReplaceAll(url.QueryEscape(text), "%2F", "/")
		}
	}
	b.WriteString("<" + name + ">")
	xml.EscapeText(b, []byte(text))
	b.WriteString("</" + name + ">")
}

func refuse(q request, err error) {
	e := refusal(err)
	var b bytes.Buffer
	b.WriteString(xml.Header + "<Error>")
	for _, m := range [][2]string{{"Code", e.Code}, {"Message", e.Message}, {"BucketName", q.bucket}, {"Key", q.key}, {"RequestId", aws.NewID()}} {
		if m[1] != "" {
			b.WriteString("<" + m[0] + ">")
			xml.EscapeText(&b, []byte(m[1]))
			b.WriteString("</" + m[0] + ">")
		}
	}
	b.WriteString("</Error>")
	q.w.Header().Set("Content-Type", "application/xml")
	q.w.WriteHeader(e.HTTPStatus())
	if q.r.Method != http.MethodHead {
		q.w.Write(b.Bytes())
	}
}

func (s *Store) serveObject(q request) error {
	switch {
	case q.query.Has("uploads") || q.query.Has("uploadId"):
		return s.serveUpload(q)
	case q.r.Method == http.MethodGet || q.r.Method == http.MethodHead:
		return s.serveGet(q)
	case q.r.Method == http.MethodPut && q.r.Header.Get("X-Amz-Copy-Source") != "":
		return s.serveCopy(q)
	case q.r.Method == http.MethodPut:
		info, err := s.Put(q.bucket, q.key, body(q.r), q.info())
		if err != nil {
			return err
		}
		q.w.Header().Set("ETag", quoted(info.ETag))
		return nil
	case q.r.Method == http.MethodDelete:
		if err := s.Delete(q.bucket, q.key); err != nil {
			return err
		}
		q.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return notImplemented(q)
}

const metadataPrefix = "X-Amz-Meta-"

// info is what the headers say of an object that is written.
func (q request) info() Info {
	info := Info{ContentType: q.r.Header.Get("Content-Type")}
	for name := range q.r.Header {
		if k, ok := strings.CutPrefix(name, metadataPrefix); ok {
			if info.Metadata == nil {
				info.Metadata = map[string]string{}
			}
			info.Metadata[strings.ToLower(k)] = q.r.Header.Get(name)
		}
	}
	return info
}

func (s *Store) serveGet(q request) error {
	f, info, err := s.Open(q.bucket, q.key)
	if err != nil {
		return err
	}
	defer f.Close()
	h := q.w.Header()
	h.Set("ETag", quoted(info.ETag))
	h.Set("Content-Type", info.ContentType)
	h.Set("X-Amz-Server-Side-Encryption", "AES256")
	for k, v := range info.Metadata {
		h.Set(metadataPrefix+k, v)
	}
	http.ServeContent(q.w, q.r, "", info.Modified.Truncate(time.Second), f)
	return nil
}

func (s *Store) serveCopy(q request) error {
	out, refused := s.copyObject(q.r.Context(), q.input().With("Key", value.Text(q.key)).With("CopySource", value.Text(q.r.Header.Get("X-Amz-Copy-Source"))))
	if refused != nil {
		return refused
	}
	return writeXML(q.w, "CopyObjectResult", out.Get("CopyObjectResult"), false)
}

func (s *Store) serveDeletes(q request) error {
	var in struct {
		Object []struct{ Key string }
	}
	if err := xml.NewDecoder(io.LimitReader(body(q.r), aws.MaxRequestBytes)).Decode(&in); err != nil {
		return malformed()
	}
	var objects []value.Value
	for _, o := range in.Object {
		objects = append(objects, value.ObjectOf([]value.Member{aws.Member("Key", o.Key)}))
	}
	out, refused := s.deleteObjects(q.r.Context(), q.input().With("Delete", value.ObjectOf([]value.Member{{Key: "Objects", Value: value.ArrayOf(objects)}})))
	if refused != nil {
		return refused
	}
	return writeXML(q.w, "DeleteResult", out, false)
}

func malformed() error {
	return aws.Errorf("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")
}

// body returns the content of a request, whose signed chunks are taken apart.
func body(r *http.Request) io.Reader {
	if strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING-") || strings.Contains(r.Header.Get("Content-Encoding"), "aws-chunked") {
		return newChunked(r.Body)
	}
	return r.Body
}
