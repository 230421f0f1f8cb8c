package serve

import (
	"context"
	"errors"
	"fmt"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/target"
	"github.com/stepmill/stepmill/engine/api/client"
)

// run serves until ctx ends.
func run(ctx context.Context, o *Options) error {
	p, err := target.Project(o.Project, o.IO)
	if err != nil {
		return err
	}
	b, err := open(ctx, o, p)
	if err != nil {
		return err
	}
	err = b.serve(ctx, o)
	return errors.Join(err, session.Explain(o.Data, b.close()))
}

// serve makes the project's machines known, lets what was cut off go on, and answers.
func (b *backend) serve(ctx context.Context, o *Options) error {
	if err := session.Publish(ctx, client.New(client.InProcess(b.server)), b.project); err != nil {
		return session.Explain(o.Data, err)
	}
	resumed, err := b.engine.Resume(ctx)
	if err != nil { // those that cannot go on stay as they are, and the others are served
		b.log.Error("not every execution that was cut off goes on", "error", err)
	}
	switch n := len(resumed); n {
	case 0:
	case 1:
		fmt.Fprintln(o.Err, "1 execution was cut off when the last process ended, and goes on")
	default:
		fmt.Fprintf(o.Err, "%d executions were cut off when the last process ended, and go on\n", n)
	}
	return listen(ctx, o, b.handler())
}
