package apitest

import (
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
)

// TestRate tells how many StartExecution a second a process accepts from 64 clients for as long as -drill says, and how long one client that polls
// waits from StartExecution to SUCCEEDED of a machine with two states.
func TestRate(t *testing.T) {
	if *drillTime == 0 {
		t.Skip("-drill does not say how long")
	}
	p := serve(t, build(t))
	c := client(t, p.addr)
	machine := create(t, c, "plain", twoStates, "")

	var waits []time.Duration
	for range 300 {
		begin := time.Now()
		arn := must(c.StartExecution(t.Context(), &sfn.StartExecutionInput{StateMachineArn: &machine}))(t).ExecutionArn
		for must(c.DescribeExecution(t.Context(), &sfn.DescribeExecutionInput{ExecutionArn: arn}))(t).Status != types.ExecutionStatusSucceeded {
		}
		waits = append(waits, time.Since(begin))
	}
	slices.Sort(waits)
	t.Logf("one client: StartExecution to SUCCEEDED takes %v in the median, %v at the 99th percentile", waits[len(waits)/2], waits[len(waits)*99/100])

	var accepted atomic.Int64
	var clients sync.WaitGroup
	begin := time.Now()
	for range 64 {
		clients.Go(func() {
			for time.Since(begin) < *drillTime {
				if _, err := c.StartExecution(t.Context(), &sfn.StartExecutionInput{StateMachineArn: &machine, Input: aws.String(`{"a":1}`)}); err != nil {
					t.Error(err)
					return
				}
				accepted.Add(1)
			}
		})
	}
	clients.Wait()
	t.Logf("64 clients: %.0f StartExecution/s accepted", float64(accepted.Load())/time.Since(begin).Seconds())
}
