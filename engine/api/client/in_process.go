package client

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
)

// InProcess sends requests to a handler of this process. The handler runs on a goroutine of its own, which ends when the handler returns; its
// context ends when the body of the answer is closed, and Close waits for it.
func InProcess(h http.Handler) http.RoundTripper { return inProcess{h} }

type inProcess struct{ handler http.Handler }

func (p inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancel(r.Context())
	read, write := io.Pipe()
	a := &answer{header: http.Header{}, body: write, status: make(chan int, 1)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if p := recover(); p != nil { // http.ErrAbortHandler, or a broken invariant: the reader must not take a part for the whole
				a.WriteHeader(http.StatusInternalServerError)
				write.CloseWithError(fmt.Errorf("the handler broke off: %v", p))
			}
		}()
		p.handler.ServeHTTP(a, r.WithContext(ctx))
		a.WriteHeader(http.StatusOK)
		write.Close()
	}()
	status := <-a.status
	return &http.Response{
		StatusCode: status, Status: http.StatusText(status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: a.header, Request: r,
		ContentLength: -1, Body: &answerBody{read, cancel, done},
	}, nil
}

// answer is the http.ResponseWriter of a request within the process.
type answer struct {
	header http.Header
	body   *io.PipeWriter
	status chan int
	once   sync.Once
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) { a.once.Do(func() { a.status <- status }) }

func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(p)
}

// Flush does nothing: each write waits for its reader.
func (a *answer) Flush() {}

type answerBody struct {
	*io.PipeReader
	cancel context.CancelFunc
	done   chan struct{}
}

// Close ends the request, if it goes on still, and waits for its handler.
func (b *answerBody) Close() error {
	b.cancel()
	err := b.PipeReader.Close()
	<-b.done
	return err
}
