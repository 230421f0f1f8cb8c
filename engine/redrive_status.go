package engine

import (
	"fmt"
	"time"

	"github.com/stepmill/stepmill/engine/interp"
)

// The limits of redriving. Source: AWS Step Functions Developer Guide, "Restarting state machine executions with redrive".
const (
	redriveWindow = 14 * 24 * time.Hour
	maxOpenTime   = StandardTimeout * time.Second
)

// RedriveStatus says whether an execution may be redriven at a time, and if not, why.
// Source: AWS Step Functions API Reference, DescribeExecution, "redriveStatus" and "redriveStatusReason".
func (h *Head) RedriveStatus(now time.Time) (status, reason string) {
	switch {
	case h.Status == interp.Running || h.Status == interp.Succeeded:
		reason = fmt.Sprintf("Execution is %s and cannot be redriven", h.Status)
	case h.MapRun != "":
		return "REDRIVABLE_BY_MAP_RUN", ""
	case h.Events >= interp.MaxEvents-1:
		reason = "Execution history event limit exceeded"
	case now.Sub(h.StartDate) >= maxOpenTime:
		reason = "Execution has exceeded the max execution time"
	case now.Sub(h.StopDate) >= redriveWindow:
		reason = "Execution redrivable period exceeded"
	default:
		return "REDRIVABLE", ""
	}
	return "NOT_REDRIVABLE", reason
}
