package engine

// Load is how much an engine has at hand at one moment.
type Load struct {
	Executions int // that run here
	CutOff     int // that were cut off and wait for Resume
	Tasks      int // with an executor at work
	Activities int // tasks of activities that wait for a worker
	Queued     int // bytes of records that wait for the disk
}

// Load returns the load. The counts are taken one after the other, not at one instant.
func (e *Engine) Load() Load {
	var l Load
	e.mu.Lock()
	l.Executions, l.CutOff = len(e.live), len(e.cutOff)
	e.mu.Unlock()
	for _, s := range e.shards {
		s.mu.Lock()
		l.Tasks += len(s.cancels)
		s.mu.Unlock()
	}
	e.activities.mu.Lock()
	l.Activities = len(e.activities.arns)
	e.activities.mu.Unlock()
	e.writer.mu.Lock()
	l.Queued = e.writer.bytes
	e.writer.mu.Unlock()
	return l
}
