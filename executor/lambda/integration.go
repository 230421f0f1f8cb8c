package lambda

import (
	"context"
	"fmt"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// Integration returns the executor of arn:aws:states:::lambda:invoke, with or without .waitForTaskToken: the same call, after which
// the engine waits for the token.
//
// An asynchronous call (InvocationType Event) goes on after the task and waits where the concurrency is used up; unlike on AWS it is
// tried once, and a failure is logged only.
func (fs *Functions) Integration() executor.Executor { return integration{fs} }

type integration struct{ fs *Functions }

func (x integration) Run(ctx context.Context, t executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
	p := t.Parameters
	if p.Get("FunctionName").Str() == "" {
		return value.Value{}, fault.New(fault.Runtime, "The field 'FunctionName' is required but was missing")
	}
	n := x.fs.config.parseName(p.Get("FunctionName").Str(), p.Get("Qualifier").Str())
	f, flt := x.fs.find(n)
	if flt != nil {
		r.Log(advice(n))
		return value.Value{}, flt
	}
	client, flt := clientContext(p.Get("ClientContext"))
	if flt != nil {
		return value.Value{}, flt
	}
	payload := p.Get("Payload")
	if payload.Kind() == value.Null {
		payload = value.Value{} // AWS calls the function as without a payload
	}
	c := newCall(payload, client)
	switch kind := p.Get("InvocationType").Str(); kind {
	case "", "RequestResponse":
		return x.wait(ctx, f, c, r, p.Get("LogType").Str() == "Tail")
	case "Event":
		return x.leave(f, c)
	case "DryRun":
		return x.result(result{id: c.id, status: 204}), nil
	default:
		return value.Value{}, serviceFault("InvalidParameterValueException", 400, fmt.Sprintf("Unsupported InvocationType %s.", kind))
	}
}

func (x integration) wait(ctx context.Context, f *function, c *call, r executor.Reporter, tailed bool) (value.Value, *fault.Fault) {
	log, tail := r.Log, &logTail{}
	if tailed {
		log = func(line string) { tail.add(line); r.Log(line) }
	}
	reply, flt := x.fs.invoke(ctx, f, c, log)
	if flt != nil {
		return value.Value{}, compactCause(flt)
	}
	res := result{id: c.id, status: 200, payload: reply.Payload, size: reply.Size}
	if tailed {
		res.log = tail.report(c.id)
	}
	return x.result(res), nil
}

// leave starts an asynchronous call, which Close ends.
func (x integration) leave(f *function, c *call) (value.Value, *fault.Fault) {
	fs := x.fs
	if !fs.track() {
		return value.Value{}, cannotRun(f, errClosed)
	}
	c.patient = true
	logger := fs.config.Logger.With("function", f.Name, "request", c.id)
	go func() {
		defer fs.running.Done()
		_, flt := fs.invoke(context.Background(), f, c, func(line string) { logger.Info(line) })
		if flt != nil {
			logger.Warn("an asynchronous call failed", "error", flt.Error, "cause", flt.Cause)
		}
	}()
	return x.result(result{id: c.id, status: 202}), nil
}

// compactCause drops the white space of a function's error payload, as this integration does and the plain ARN does not.
func compactCause(f *fault.Fault) *fault.Fault {
	v, err := value.Parse(f.Cause)
	if err != nil || v.Kind() != value.Object {
		return f
	}
	c := *f
	c.Cause = v.Compact()
	return &c
}
