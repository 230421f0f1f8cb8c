package lambda

import (
	"fmt"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// The error names and texts below are those that AWS gives for the same failures.
// Source: AWS Step Functions Developer Guide, "Handling errors"; AWS Lambda API Reference, Invoke.

// functionFailed is the error that a function reported: its errorType, and the payload as it came.
func functionFailed(payload []byte, header string) *fault.Fault {
	v, err := value.Parse(string(payload))
	if name := v.Get("errorType").Str(); err == nil && name != "" {
		return fault.New(name, string(payload))
	}
	if header != "" {
		return fault.New(header, string(payload))
	}
	return fault.New("Lambda.Unknown", "The cause could not be determined because Lambda did not return an error type. Returned payload: "+
		string(payload))
}

func timedOut(requestID string, after time.Duration) *fault.Fault {
	return sandboxFault("Sandbox.Timedout", requestID, fmt.Sprintf("Task timed out after %.2f seconds", after.Seconds()))
}

// exited is the end of a process before it answered; how is "exit status 1", "signal: killed" or "" for a zero status.
func exited(requestID, how string) *fault.Fault {
	text := "Runtime exited without providing a reason"
	if how != "" {
		text = "Runtime exited with error: " + how
	}
	return sandboxFault("Runtime.ExitError", requestID, text)
}

func sandboxFault(name, requestID, text string) *fault.Fault {
	return fault.New(name, value.ObjectOf([]value.Member{
		{Key: "errorType", Value: value.Text(name)},
		{Key: "errorMessage", Value: value.Text("RequestId: " + requestID + " Error: " + text)},
	}).Compact())
}

func responseTooLarge(size int64) *fault.Fault {
	const name = "Function.ResponseSizeTooLarge"
	text := fmt.Sprintf("Response payload size (%d bytes) exceeded maximum allowed payload size (%d bytes).", size, MaxPayload)
	return fault.New(name, value.ObjectOf([]value.Member{
		{Key: "errorMessage", Value: value.Text(text)},
		{Key: "errorType", Value: value.Text(name)},
	}).Compact())
}

// notJSON is a response that is no JSON; a catchable error, as the fault lies with the function.
func notJSON(payload []byte, err error) *fault.Fault {
	const shown = 200 // bytes
	return fault.New("Lambda.Unknown", fmt.Sprintf("The function returned a text that is not JSON (%v): %.*q", err, shown, payload))
}

func tooManyRequests() *fault.Fault {
	return serviceFault("TooManyRequestsException", 429, "Rate Exceeded.")
}

func notFound(n functionName) *fault.Fault {
	return serviceFault("ResourceNotFoundException", 404, "Function not found: "+n.arn+":"+n.qualifier)
}

func serviceFault(code string, status int, text string) *fault.Fault {
	return fault.New("Lambda."+code, fmt.Sprintf("%s (Service: AWSLambda; Status Code: %d; Error Code: %s; Request ID: %s; Proxy: null)",
		text, status, code, newRequestID()))
}

// cannotRun is a fault of the project, not of the function: no Retry or Catch takes it.
func cannotRun(f *function, err error) *fault.Fault {
	return &fault.Fault{Error: fault.Runtime, Cause: fmt.Sprintf("The function %s cannot run: %v", f.Name, err), Plain: true}
}

// cancelled is the answer to a caller that has gone away or is about to.
func cancelled(f *function) *fault.Fault {
	return fault.New(fault.TaskFailed, "The call of the function "+f.Name+" was cancelled.")
}
