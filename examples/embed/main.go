// Command embed runs a state machine inside a Go program, with Go functions as its workers.
package main

import (
	"context"
	_ "embed"
	"fmt"
	"log"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/gofunc"
	"github.com/stepmill/stepmill/store/mem"
)

//go:embed words.asl.json
var definition string

//go:embed input.json
var input string

type line struct{ Text string }

type count struct{ Words, Letters int }

// countWords is a worker. An error it returns is one that Retry and Catch can match, under the name of its type.
func countWords(_ context.Context, l line) (count, error) {
	words := strings.Fields(l.Text)
	return count{len(words), len(strings.Join(words, ""))}, nil
}

func run(ctx context.Context) (string, error) {
	workers := new(executor.Mux)
	workers.Handle("arn:aws:lambda:us-east-1:000000000000:function:count-words", gofunc.Func(countWords))

	s := mem.New() // bolt.Open(bolt.Config{Path: "stepmill.db"}) survives a crash
	defer s.Close()
	e, err := engine.Open(ctx, engine.Config{Store: s, Executors: workers})
	if err != nil {
		return "", err
	}
	defer e.Close()

	h, err := e.Start(ctx, engine.StartRequest{Machine: "words", Definition: definition, Input: value.MustParse(input)})
	if err != nil {
		return "", err
	}
	if h, err = e.Wait(ctx, h.ARN); err != nil {
		return "", err
	}
	if h.Status != "SUCCEEDED" {
		return "", fmt.Errorf("%s: %s", h.Error, h.Cause)
	}
	return h.Output, nil
}

func main() {
	output, err := run(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(output)
}
