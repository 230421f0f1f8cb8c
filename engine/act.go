package engine

import (
	"github.com/stepmill/stepmill/engine/interp"
)

// act carries out the commands of work that is durable. It runs on the writer's goroutine and must not block.
func (e *Engine) act(w *work) {
	if w.durable != nil {
		w.durable(nil)
	}
	for _, c := range w.commands {
		switch c := c.(type) {
		case interp.RunTask:
			e.runTask(w.run, c, false)
		case interp.CancelTask:
			e.shard(w.exec).cancelTask(w.exec, c.Task)
			e.activities.remove(taskKey{w.exec, c.Task})
		}
	}
	if len(w.again) > 0 {
		e.again(w.run, w.again)
	}
	if w.decided || w.closed != nil {
		e.notify(w.exec, w.closed)
	}
}
