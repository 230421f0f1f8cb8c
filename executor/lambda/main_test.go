package lambda_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"testing"

	golambda "github.com/aws/aws-lambda-go/lambda"
	"go.uber.org/goleak"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

// TestMain makes the test binary two things more: a Lambda function built with aws-lambda-go when a Runtime API calls for it, and
// the victim of TestKilledProcessLeavesNothing.
func TestMain(m *testing.M) {
	if os.Getenv("AWS_LAMBDA_RUNTIME_API") != "" {
		golambda.Start(goHandler)
		return
	}
	if dir := os.Getenv(victimVariable); dir != "" {
		beVictim(dir)
		return
	}
	flag.Parse()
	if *update {
		_ = flag.Set("rewrite", "true") // datadriven's name for it
	}
	goleak.VerifyTestMain(m)
}

type goEvent struct {
	Do string `json:"do"`
}

func goHandler(ctx context.Context, raw json.RawMessage) (any, error) {
	var e goEvent
	_ = json.Unmarshal(raw, &e) // other events are echoed
	switch e.Do {
	case "fail":
		return nil, errors.New("no luck")
	case "exit":
		os.Exit(3)
	case "print":
		fmt.Println("on stdout")
		fmt.Fprintln(os.Stderr, "on stderr")
	case "hold":
		return nil, hold(os.Getenv("FIFO"))
	case "hang":
		if err := hold(os.Getenv("FIFO")); err != nil {
			return nil, err
		}
		select {}
	case "deadline":
		_, ok := ctx.Deadline()
		return ok, nil
	}
	return raw, nil
}
