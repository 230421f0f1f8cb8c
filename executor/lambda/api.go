package lambda

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// runtimeAPI is the Lambda Runtime API. One server on the loopback interface serves every process; the first part of the path, which
// the process has in AWS_LAMBDA_RUNTIME_API and nobody else knows, says which one asks.
// Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
type runtimeAPI struct {
	address  string
	server   *http.Server
	requests sync.WaitGroup
	served   chan error

	mu      sync.Mutex
	workers map[string]*worker
}

const runtimePath = "/{worker}/2018-06-01/runtime"

func listenRuntimeAPI() (*runtimeAPI, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for the Runtime API: %w", err)
	}
	a := &runtimeAPI{address: l.Addr().String(), workers: map[string]*worker{}, served: make(chan error, 1)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+runtimePath+"/invocation/next", a.withWorker(serveNext))
	mux.HandleFunc("POST "+runtimePath+"/invocation/{id}/response", a.withWorker(serveResponse))
	mux.HandleFunc("POST "+runtimePath+"/invocation/{id}/error", a.withWorker(serveError))
	mux.HandleFunc("POST "+runtimePath+"/init/error", a.withWorker(serveError))
	a.server = &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go func() { a.served <- a.server.Serve(l) }()
	return a, nil
}

// close ends the server. All processes must be gone.
func (a *runtimeAPI) close() error {
	err := a.server.Close()
	a.requests.Wait()
	if e := <-a.served; !errors.Is(e, http.ErrServerClosed) {
		err = errors.Join(err, e)
	}
	return err
}

func (a *runtimeAPI) add(w *worker) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.workers[w.key] = w
}

func (a *runtimeAPI) remove(w *worker) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.workers, w.key)
}

func (a *runtimeAPI) killAll() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, w := range a.workers {
		w.kill()
	}
}

func (a *runtimeAPI) withWorker(serve func(http.ResponseWriter, *http.Request, *worker)) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		a.requests.Add(1)
		defer a.requests.Done()
		a.mu.Lock()
		w := a.workers[r.PathValue("worker")]
		a.mu.Unlock()
		if w == nil {
			refuse(rw, http.StatusForbidden, "InvalidWorker", "No function process has this address.")
			return
		}
		serve(rw, r, w)
	}
}

// serveNext waits for the next call and hands it over.
func serveNext(rw http.ResponseWriter, r *http.Request, w *worker) {
	select {
	case c := <-w.next:
		h := rw.Header()
		h.Set("Content-Type", "application/json")
		h.Set("Content-Length", strconv.Itoa(len(c.payload)))
		h.Set("Lambda-Runtime-Aws-Request-Id", c.id)
		h.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(time.Now().Add(w.f.Timeout).UnixMilli(), 10))
		h.Set("Lambda-Runtime-Invoked-Function-Arn", w.f.ARN)
		h.Set("Lambda-Runtime-Trace-Id", traceID(c.id))
		if c.client != "" {
			h.Set("Lambda-Runtime-Client-Context", c.client)
		}
		_, _ = rw.Write(c.payload) // a process that is gone is seen by its watcher
	case <-r.Context().Done():
	case <-w.gone:
	}
}

func serveResponse(rw http.ResponseWriter, r *http.Request, w *worker) {
	body, size, err := readPayload(r)
	if err != nil {
		refuse(rw, http.StatusBadRequest, "InvalidRequest", err.Error())
		return
	}
	a := answer{payload: body}
	if size > MaxPayload {
		a = answer{fault: responseTooLarge(size)}
	}
	if !w.complete(r.PathValue("id"), a) {
		refuse(rw, http.StatusBadRequest, "InvalidRequestID", "No call with this id waits for an answer.")
		return
	}
	if size > MaxPayload {
		refuse(rw, http.StatusRequestEntityTooLarge, "RequestEntityTooLarge",
			fmt.Sprintf("Exceeded maximum allowed payload size (%d bytes).", MaxPayload))
		return
	}
	accept(rw)
}

// serveError takes the error of a call or, where the path has no id, of the start of the process.
func serveError(rw http.ResponseWriter, r *http.Request, w *worker) {
	body, _, err := readPayload(r)
	if err != nil {
		refuse(rw, http.StatusBadRequest, "InvalidRequest", err.Error())
		return
	}
	f := functionFailed(body, r.Header.Get("Lambda-Runtime-Function-Error-Type"))
	if !w.complete(r.PathValue("id"), answer{fault: f}) {
		refuse(rw, http.StatusBadRequest, "InvalidRequestID", "No call with this id waits for an answer.")
		return
	}
	accept(rw)
}

// readPayload reads up to MaxPayload bytes and counts the rest.
func readPayload(r *http.Request) (body []byte, size int64, err error) {
	body, err = io.ReadAll(io.LimitReader(r.Body, MaxPayload))
	if err != nil {
		return nil, 0, fmt.Errorf("read the payload: %w", err)
	}
	rest, err := io.Copy(io.Discard, r.Body)
	if err != nil {
		return nil, 0, fmt.Errorf("read the payload: %w", err)
	}
	return body, int64(len(body)) + rest, nil
}

func accept(rw http.ResponseWriter) {
	rw.Header().Set("Content-Length", "0")
	rw.WriteHeader(http.StatusAccepted)
}

func refuse(rw http.ResponseWriter, status int, kind, message string) {
	body, _ := json.Marshal(map[string]string{"errorType": kind, "errorMessage": message}) // two strings always have a JSON
	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(status)
	_, _ = rw.Write(body)
}
