// Package s3 is the stand-in for Amazon S3 over plain folders: the object key of bucket is the file <root>/<bucket>/<key>, so a user's own
// files are objects as they are, and what a workflow writes is there to be opened.
//
// It answers arn:aws:states:::aws-sdk:s3:…, path-style and virtual-host-style requests of clients over HTTP with multipart uploads
// (http.go, upload.go), and Go code that reads and lists objects (objects.go). Only what a file cannot say (content type, user metadata,
// the ETag of what was uploaded) is kept beside them, in a file of its own. Not here: versions, access control, tags, encryption,
// signatures. Two objects of which one would be a folder of the other ("a" and "a/b") cannot both exist. Start reading at s3.go, then
// objects.go.
package s3
