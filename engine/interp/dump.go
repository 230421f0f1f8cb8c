package interp

import (
	"fmt"
	"strings"
)

// Dump prints all of the execution's state, for checking that two executions are the same and for looking at one that is not. The format is
// not stable.
func (x *Execution) Dump() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %q %q events %d threads %d now %d deadline %d\n",
		x.result.Status, x.result.Output, x.result.Error, x.result.Cause, x.lastEvent, x.lastThread, x.now, x.deadline)
	x.walk(func(t *thread) { t.dump(&b) })
	b.WriteString("queue")
	for _, t := range x.queue {
		if t.phase == entering {
			fmt.Fprintf(&b, " %d", t.id)
		}
	}
	fmt.Fprintf(&b, "\n%d tasks\n", len(x.tasks))
	return b.String()
}

func (t *thread) dump(b *strings.Builder) {
	parent := int32(-1)
	if t.parent != nil {
		parent = t.parent.id
	}
	name := "-"
	if t.state != nil {
		name = t.state.name
	}
	fmt.Fprintf(b, "thread %d of %d[%d] phase %d in %s next %q input %s last %d\n", t.id, parent, t.index, t.phase, name, t.next, t.input, t.last)
	fmt.Fprintf(b, "  entered %d<%d at %d attempt %d retries %v until %d\n", t.entered, t.before, t.since, t.attempt, t.retries, t.until)
	for _, m := range t.vars {
		fmt.Fprintf(b, "  $%s = %s\n", m.Key, m.Value)
	}
	if t.phase == inTask {
		k := t.task
		fmt.Fprintf(b, "  task %d %s role %q timeout %d heartbeat %d deadline %d expires %d submitted %t %q taken %t\n",
			k.id, k.parameters, k.role, k.timeout, k.heartbeat, k.deadline, k.expires, k.submitted, k.handle, k.taken)
	}
	if f := t.frame; f != nil {
		fmt.Fprintf(b, "  frame %d length %d limit %d next %d done %d over %t results %v\n", f.started, f.length, f.limit, f.next, f.done, f.over, f.results)
	}
}
