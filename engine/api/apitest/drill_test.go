package apitest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
	"github.com/aws/smithy-go"
)

// The drill takes long and needs the machine for itself: go test ./engine/api/apitest -run TestDrill -drill 20s -v
var (
	drillTime    = flag.Duration("drill", 0, "how long clients start executions in the drill; 0: no drill")
	drillClients = flag.Int("clients", 50, "how many clients the drill has")
)

const (
	twoStates = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "End": true}}}`
	records   = `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "Parameters": ` +
		`{"FunctionName": "record", "Payload": {"token.$": "$$.Task.Token", "name.$": "$$.Execution.Name"}}, "Next": "B"}, "B": {"Type": "Pass", "End": true}}}`
	patience = 2 * time.Minute // for executions to end when no more are started
)

// drill is what clients do with one server, which dies and comes back.
type drill struct {
	*process
	client *sfn.Client
	plain  string // ARN of a machine without tasks
	record string // ARN of one whose function is given a token

	mu  sync.Mutex
	acc []string // ARNs of what was accepted
}

// Every execution that was accepted ends with its output, though the process is killed while clients start and poll, and a task that is carried
// out again has the token that it had.
func TestDrill(t *testing.T) {
	if *drillTime == 0 {
		t.Skip("-drill does not say how long")
	}
	d := &drill{process: serve(t, build(t))}
	d.client = client(t, d.addr)
	d.plain = create(t, d.client, "plain", twoStates, "")
	d.record = create(t, d.client, "record", records, "")
	ctx, cancel := context.WithTimeout(t.Context(), *drillTime+patience)
	defer cancel()
	end := time.Now().Add(*drillTime)
	var clients sync.WaitGroup
	for i := range *drillClients {
		clients.Go(func() {
			for n := 0; time.Now().Before(end) && !t.Failed(); n++ {
				if err := d.round(ctx, i, fmt.Sprintf("x-%d-%d", i, n)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	time.Sleep(*drillTime / 2)
	d.kill(t)
	d.mu.Lock()
	before := len(d.acc)
	d.mu.Unlock()
	d.start(t)
	clients.Wait()
	t.Logf("%d executions accepted before the process was killed, %d in all", before, len(d.acc))
	d.checkAll(t)
	d.checkTokens(t)
}

// round starts an execution and sees it through to its end.
func (d *drill) round(ctx context.Context, i int, name string) error {
	machine, input := d.plain, `{"name":"`+name+`"}`
	if i%4 == 1 {
		machine = d.record
	}
	in := &sfn.StartExecutionInput{StateMachineArn: &machine, Name: &name, Input: &input}
	arn := strings.Replace(machine, ":stateMachine:", ":execution:", 1) + ":" + name
	// A start whose answer was lost is made again; if the first was accepted and has ended, the second is refused.
	err := again(ctx, func() error { _, err := d.client.StartExecution(ctx, in); return err })
	if taken := new(types.ExecutionAlreadyExists); err != nil && !errors.As(err, &taken) {
		return fmt.Errorf("start %s: %w", name, err)
	}
	d.mu.Lock()
	d.acc = append(d.acc, arn)
	d.mu.Unlock()
	if machine == d.record {
		if err := d.complete(ctx, arn, input); err != nil {
			return fmt.Errorf("complete %s: %w", name, err)
		}
	}
	for {
		e, err := d.describe(ctx, arn)
		if err != nil {
			return fmt.Errorf("describe %s: %w", name, err)
		}
		if e.Status != types.ExecutionStatusRunning {
			return ended(e, input)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func ended(e *sfn.DescribeExecutionOutput, want string) error {
	if e.Status != types.ExecutionStatusSucceeded || aws.ToString(e.Output) != want {
		return fmt.Errorf("%s ended as %s with %q (%s: %s), want %q", *e.Name, e.Status, aws.ToString(e.Output), aws.ToString(e.Error), aws.ToString(e.Cause), want)
	}
	return nil
}

// complete sends what an execution waits for, by the token that the function wrote down.
func (d *drill) complete(ctx context.Context, arn, output string) error {
	name := arn[strings.LastIndex(arn, ":")+1:]
	for {
		text, err := os.ReadFile(filepath.Join(d.tokens(), name))
		if token, _, whole := strings.Cut(string(text), "\n"); whole {
			err := again(ctx, func() error {
				_, err := d.client.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: &token, Output: &output})
				return err
			})
			if before := new(types.TaskTimedOut); errors.As(err, &before) {
				return nil // it was sent before, and the answer was lost
			}
			return err
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		if e, err := d.describe(ctx, arn); err != nil || e.Status != types.ExecutionStatusRunning {
			return err
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func (d *drill) describe(ctx context.Context, arn string) (e *sfn.DescribeExecutionOutput, err error) {
	err = again(ctx, func() (err error) {
		e, err = d.client.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: &arn})
		return err
	})
	return e, err
}

// again calls until the server answers.
func again(ctx context.Context, call func() error) error {
	for {
		err := call()
		if answer := smithy.APIError(nil); err == nil || errors.As(err, &answer) || ctx.Err() != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// checkAll finds everything that was accepted, ended, and nothing else.
func (d *drill) checkAll(t *testing.T) {
	var listed []string
	for _, machine := range []string{d.plain, d.record} {
		for p := sfn.NewListExecutionsPaginator(d.client, &sfn.ListExecutionsInput{StateMachineArn: &machine, MaxResults: 1000}); p.HasMorePages(); {
			for _, e := range must(p.NextPage(t.Context()))(t).Executions {
				if e.Status != types.ExecutionStatusSucceeded {
					t.Errorf("%s is %s", *e.Name, e.Status)
				}
				listed = append(listed, *e.ExecutionArn)
			}
		}
	}
	slices.Sort(listed)
	slices.Sort(d.acc)
	if !slices.Equal(listed, d.acc) {
		t.Errorf("%d executions were accepted, and %d are there", len(d.acc), len(listed))
	}
	for _, arn := range d.acc {
		e := must(d.client.DescribeExecution(t.Context(), &sfn.DescribeExecutionInput{ExecutionArn: &arn}))(t)
		if err := ended(e, `{"name":"`+*e.Name+`"}`); err != nil {
			t.Error(err)
		}
	}
}

// checkTokens looks at the tokens that the function was given.
func (d *drill) checkTokens(t *testing.T) {
	files, err := os.ReadDir(d.tokens())
	if err != nil {
		t.Fatal(err)
	}
	seen, repeated := map[string]string{}, 0
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(d.tokens(), f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		tokens := strings.Fields(string(text))
		if len(tokens) > 1 {
			repeated++
		}
		if tokens = slices.Compact(tokens); len(tokens) != 1 {
			t.Errorf("the task of %s had the tokens %v", f.Name(), tokens)
		}
		if other := seen[tokens[0]]; other != "" {
			t.Errorf("%s and %s had the same token", other, f.Name())
		}
		seen[tokens[0]] = f.Name()
	}
	t.Logf("%d tasks, of which %d were carried out again", len(files), repeated)
}
