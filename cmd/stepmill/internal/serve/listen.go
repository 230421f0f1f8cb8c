package serve

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
)

// When the server stops, requests under way may end by themselves for as long as pollEnd, and get the time until grace to write their answers once
// they were told: a worker that polls for a minute must not hold up the end, and a short request must not be cut off.
const (
	pollEnd = 500 * time.Millisecond
	grace   = 5 * time.Second
)

// listen serves on the address until ctx ends.
func listen(ctx context.Context, o *Options, h http.Handler) error {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", o.Addr)
	if err != nil {
		return cli.Usage(err)
	}
	who := "this machine alone"
	if a, ok := l.Addr().(*net.TCPAddr); ok && !a.IP.IsLoopback() {
		who = "everybody who reaches it, without any check"
	}
	fmt.Fprintf(o.Err, "http://%s answers the Step Functions API to %s\n", l.Addr(), who)
	requests, tell := context.WithCancel(context.WithoutCancel(ctx))
	defer tell()
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return requests }}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	fmt.Fprintln(o.Err, "stopping; executions that run are cut off, and go on with the next stepmill serve or resume")
	defer time.AfterFunc(pollEnd, tell).Stop()
	end, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if server.Shutdown(end) != nil {
		server.Close() // its error is that of closing what is cut off
	}
	<-failed
	return nil
}

// health says whether work is taken.
func (b *backend) health(w http.ResponseWriter) {
	if err := b.engine.Err(); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	io.WriteString(w, "ok\n")
}
