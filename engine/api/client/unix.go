package client

import (
	"context"
	"net"
	"net/http"
)

// Unix sends requests over a Unix socket. It keeps no connection open when nothing is under way, so it needs no Close.
func Unix(path string) http.RoundTripper {
	return &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", path)
		},
	}
}
