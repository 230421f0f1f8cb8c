package s3

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// chunked reads a body in the encoding aws-chunked: a line with the length in hexadecimal digits and perhaps a signature, the data, a line
// end; the last chunk is empty, and trailers may follow it. Signatures and checksums are not verified.
// Source: Amazon S3 API Reference, "Signature calculations for the Authorization header: transferring payload in multiple chunks".
type chunked struct {
	r    *bufio.Reader
	left int64 // bytes of the chunk that is being read
	err  error
}

func newChunked(r io.Reader) *chunked { return &chunked{r: bufio.NewReader(r)} }

var errUnfinished = errors.New("the body ends before its last chunk")

func (c *chunked) Read(p []byte) (int, error) {
	if c.err == nil && c.left == 0 {
		c.err = c.next()
	}
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	if err == nil && c.left == 0 {
		_, err = c.r.Discard(len("\r\n"))
	}
	if errors.Is(err, io.EOF) {
		err = errUnfinished
	}
	c.err = err
	return n, nil
}

// next reads the head of the next chunk.
func (c *chunked) next() error {
	line, err := c.r.ReadString('\n')
	if err != nil {
		return errUnfinished
	}
	size, _, _ := strings.Cut(strings.TrimSpace(line), ";")
	c.left, err = strconv.ParseInt(size, 16, 64)
	if err != nil || c.left < 0 {
		return fmt.Errorf("the body has a chunk of the length %q", size)
	}
	if c.left == 0 {
		return io.EOF
	}
	return nil
}
