package fault

// Matches reports whether a retrier or catcher with these ErrorEquals handles an error of that name. The name "" is that of a
// failure without one, as SendTaskFailure without error reports it.
//
//   - States.Runtime is never handled, not even by its own name.
//   - States.ALL handles everything else, a nameless failure and a task's States.DataLimitExceeded included.
//   - States.TaskFailed handles every named error but States.Timeout, whether of a time-out or of a missed heartbeat.
//   - A missed heartbeat (States.HeartbeatTimeout) is handled by its own name and by States.Timeout.
//
// Source: AWS Step Functions Developer Guide, "Handling errors"; where it says that States.ALL does not match
// States.DataLimitExceeded, recorded executions say that it does.
func Matches(errorEquals []string, name string) bool {
	if name == Runtime {
		return false
	}
	for _, pattern := range errorEquals {
		switch pattern {
		case All:
			return true
		case TaskFailed:
			if name != "" && name != Timeout && name != HeartbeatTimeout {
				return true
			}
		case Timeout:
			if name == Timeout || name == HeartbeatTimeout {
				return true
			}
		default:
			if name != "" && pattern == name {
				return true
			}
		}
	}
	return false
}
