package engine

// partition is the only one of AWS's partitions that a local engine pretends to be in.
const partition = "aws"

// MachineARN returns the ARN of the state machine with that name.
func (e *Engine) MachineARN(name string) string { return e.arn("stateMachine:" + name) }

func (e *Engine) arn(resource string) string {
	return "arn:" + partition + ":states:" + e.cfg.Region + ":" + e.cfg.Account + ":" + resource
}

// ActivityARN returns the ARN of the activity with that name.
func (e *Engine) ActivityARN(name string) string { return e.arn("activity:" + name) }

// executionARN returns the ARN of an execution; unique tells apart Express executions of one name.
func (e *Engine) executionARN(machine, name string, express bool, unique string) string {
	if express {
		return e.arn("express:" + machine + ":" + name + ":" + unique)
	}
	return e.arn("execution:" + machine + ":" + name)
}
