package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/interp"
)

// ActivityTask is a task of an activity that a worker has taken. It completes it by its token: TaskSucceeded, TaskFailed, TaskHeartbeat.
type ActivityTask struct {
	Token string
	Input value.Value
}

// TakeActivity waits for a task of an activity, the one that has waited longest, and gives it to a worker, whose name may be "". It returns when
// the history says that durably. When ctx ends first, its cause is in the error.
//
// A task that was taken is never given to another worker, not even after a crash: the one that has its token completes it, or it times out.
func (e *Engine) TakeActivity(ctx context.Context, arn, worker string) (ActivityTask, error) {
	for {
		if err := e.usable(); err != nil {
			return ActivityTask{}, fmt.Errorf("take a task of %s: %w", arn, err)
		}
		w, err := e.activities.next(ctx, e.ctx, arn)
		if err != nil {
			return ActivityTask{}, fmt.Errorf("take a task of %s: %w", arn, err)
		}
		// From here on the task is out of the queue: it is the worker's, even if its connection ends this moment.
		err = e.tell(e.ctx, w.run.number, interp.TaskStarted{Task: w.task.Task, Worker: worker})
		if errors.Is(err, interp.ErrNoTask) || errors.Is(err, ErrNotRunning) {
			continue // it timed out, or its execution ended, while it waited
		}
		if err != nil {
			return ActivityTask{}, fmt.Errorf("take a task of %s: %w", arn, err)
		}
		return ActivityTask{Token: w.task.Token, Input: w.task.Parameters}, nil
	}
}

// activities are the tasks of activities that wait for a worker, and the workers that wait for a task. Of one activity only either kind waits.
// Nothing of it is stored: after a restart, what waits follows from the executions that are resumed.
type activities struct {
	mu      sync.Mutex
	tasks   map[string][]waitingTask      // by activity ARN, the oldest first
	workers map[string][]chan waitingTask // likewise; each channel takes one task
	arns    map[taskKey]string            // of tasks that wait
}

type waitingTask struct {
	run  *run
	task interp.RunTask
}

func (t waitingTask) key() taskKey { return taskKey{t.run.number, t.task.Task} }

func newActivities() *activities {
	return &activities{tasks: map[string][]waitingTask{}, workers: map[string][]chan waitingTask{}, arns: map[taskKey]string{}}
}

// put gives a task to the worker that has waited longest, or lets it wait.
func (a *activities) put(t waitingTask) {
	a.mu.Lock()
	defer a.mu.Unlock()
	arn := t.task.Resource
	if ws := a.workers[arn]; len(ws) > 0 {
		ws[0] <- t
		drop(a.workers, arn, 0)
		return
	}
	a.tasks[arn] = append(a.tasks[arn], t)
	a.arns[t.key()] = arn
}

// remove forgets a task that nobody waits for any more.
func (a *activities) remove(k taskKey) {
	a.mu.Lock()
	defer a.mu.Unlock()
	arn, ok := a.arns[k]
	if !ok {
		return
	}
	delete(a.arns, k)
	i := slices.IndexFunc(a.tasks[arn], func(t waitingTask) bool { return t.key() == k })
	drop(a.tasks, arn, i)
}

// next returns the task that has waited longest, waiting for one until a context ends.
func (a *activities) next(ctx, engine context.Context, arn string) (waitingTask, error) {
	a.mu.Lock()
	if ts := a.tasks[arn]; len(ts) > 0 {
		t := ts[0]
		delete(a.arns, t.key())
		drop(a.tasks, arn, 0)
		a.mu.Unlock()
		return t, nil
	}
	worker := make(chan waitingTask, 1)
	a.workers[arn] = append(a.workers[arn], worker)
	a.mu.Unlock()
	var err error
	select {
	case t := <-worker:
		return t, nil
	case <-ctx.Done():
		err = context.Cause(ctx)
	case <-engine.Done():
		err = context.Cause(engine)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if i := slices.Index(a.workers[arn], worker); i >= 0 {
		drop(a.workers, arn, i)
		return waitingTask{}, err
	}
	return <-worker, nil // it was given a task at the same moment
}

// drop removes element i of the list of one ARN; a list that becomes empty leaves the map.
func drop[T any](m map[string][]T, arn string, i int) {
	if len(m[arn]) == 1 {
		delete(m, arn)
		return
	}
	m[arn] = slices.Delete(m[arn], i, i+1)
}
