package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the scripts print into them")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"stepmill": main,
		"function": function,
	})
}

// TestScripts runs what the program promises: testdata/script, one file for each subject. Beside testscript's own commands there are
//
//	exits CODE PROGRAM ARGS…    runs a program, which must end with that code
//	await FILE [TEXT]           waits until a file is there, with a text in it
//
// and a Lambda function, function (see below), for stepmill.yaml.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("TZ", "UTC")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "await": await,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	if got := codeOf(ts, err); got != want {
		ts.Fatalf("exit code %d, not %d", got, want)
	}
}

func codeOf(ts *testscript.TestScript, err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	ts.Fatalf("%v", err)
	return 0
}

// patience is for a machine that has much else to do.
const patience = time.Minute

func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: await FILE [TEXT]")
	}
	text := append(args, "")[1]
	if !appears(ts.MkAbs(args[0]), text) {
		ts.Fatalf("%s has not come, with %q in it", args[0], text)
	}
}

// appears waits until a file is there with some text in it.
func appears(file, text string) bool {
	for begin := time.Now(); time.Since(begin) < patience; time.Sleep(5 * time.Millisecond) {
		if text == "" {
			if _, err := os.Stat(file); err == nil {
				return true
			}
			continue
		}
		if all, err := os.ReadFile(file); err == nil && strings.Contains(string(all), text) {
			return true
		}
	}
	return false
}

// event says what the Lambda function does, in this order.
type event struct {
	Say    string `json:"say"`    // line to print
	Begun  string `json:"begun"`  // file to make
	Signal int    `json:"signal"` // to send to the program that runs it, unless Once is there
	Once   string `json:"once"`   // file to make before the signal
	Until  string `json:"until"`  // file to wait for
	Fail   string `json:"fail"`   // error message
}

// function is a Lambda function in a process of its own. It answers with what it said.
func function() {
	lambda.Start(func(e event) (any, error) {
		fmt.Println(e.Say)
		if e.Begun != "" {
			if err := os.WriteFile(e.Begun, nil, 0o600); err != nil {
				return nil, err
			}
		}
		if err := e.signal(); err != nil {
			return nil, err
		}
		if e.Until != "" && !appears(e.Until, "") {
			return nil, errors.New("nobody made " + e.Until)
		}
		if e.Fail != "" {
			return nil, errors.New(e.Fail)
		}
		return map[string]string{"said": e.Say}, nil
	})
}

func (e event) signal() error {
	if e.Signal == 0 {
		return nil
	}
	if e.Once != "" {
		if _, err := os.Stat(e.Once); err == nil {
			return nil
		}
		if err := os.WriteFile(e.Once, nil, 0o600); err != nil {
			return err
		}
	}
	if err := syscall.Kill(os.Getppid(), syscall.Signal(e.Signal)); err != nil {
		return err
	}
	select {} // the program ends this process with itself, or with the execution
}
