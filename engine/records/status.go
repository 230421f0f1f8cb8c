package records

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/interp"
)

// StatusChange returns the event that tells of the status in a head, given the input of the execution. AWS tells of Standard executions only: when
// they start, are redriven and close.
//
// Every member of the detail is there, null where it does not apply; dates are Unix time in milliseconds. An input that is too long together with
// the output is left out, and so is an output that is too long.
// Source: AWS Step Functions Developer Guide, "Step Functions Execution Status Change"; the members as recorded from AWS in 2025.
func StatusChange(h *engine.Head, input string) value.Value {
	at := h.StartDate
	if h.Status != interp.Running {
		at = h.StopDate
	}
	return value.ObjectOf([]value.Member{
		{Key: "version", Value: value.Text("0")},
		{Key: "id", Value: value.Text(eventID(h))},
		{Key: "detail-type", Value: value.Text("Step Functions Execution Status Change")},
		{Key: "source", Value: value.Text("aws.states")},
		{Key: "account", Value: value.Text(arnPart(h.ARN, 4))},
		{Key: "time", Value: value.Text(at.UTC().Format(time.RFC3339))},
		{Key: "region", Value: value.Text(arnPart(h.ARN, 3))},
		{Key: "resources", Value: value.ArrayOf([]value.Value{value.Text(h.ARN)})},
		{Key: "detail", Value: statusDetail(h, input)},
	})
}

func statusDetail(h *engine.Head, input string) value.Value {
	status, reason := h.RedriveStatus(h.StopDate)
	in, inDetails := payload(input, h.Output)
	out, outDetails := payload(h.Output, "")
	return value.ObjectOf([]value.Member{
		{Key: "executionArn", Value: value.Text(h.ARN)},
		{Key: "stateMachineArn", Value: value.Text(h.StateMachine)},
		{Key: "name", Value: value.Text(h.Name)},
		{Key: "status", Value: value.Text(string(h.Status))},
		{Key: "startDate", Value: milliseconds(h.StartDate)},
		{Key: "stopDate", Value: milliseconds(h.StopDate)},
		{Key: "input", Value: in},
		{Key: "output", Value: out},
		{Key: "stateMachineVersionArn", Value: textOrNull(h.MachineVersion)},
		{Key: "stateMachineAliasArn", Value: textOrNull(h.MachineAlias)},
		{Key: "redriveCount", Value: value.Int(h.RedriveCount)},
		{Key: "redriveDate", Value: value.NullValue},
		{Key: "redriveStatus", Value: value.Text(status)},
		{Key: "redriveStatusReason", Value: textOrNull(reason)},
		{Key: "inputDetails", Value: inDetails},
		{Key: "outputDetails", Value: outDetails},
		{Key: "error", Value: textOrNull(h.Error)},
		{Key: "cause", Value: textOrNull(h.Cause)},
	})
}

// payload returns a JSON text and whether it is included, which it is if it is not too long together with another.
func payload(text, other string) (v, included value.Value) {
	if text == "" {
		return value.NullValue, value.NullValue
	}
	v, fits := value.Text(text), value.True
	size := v.Size()
	if other != "" {
		size += value.Text(other).Size()
	}
	if size > maxPayload {
		v, fits = value.NullValue, value.False
	}
	return v, value.ObjectOf([]value.Member{{Key: "included", Value: fits}})
}

func textOrNull(s string) value.Value {
	if s == "" {
		return value.NullValue
	}
	return value.Text(s)
}

func milliseconds(t time.Time) value.Value {
	if t.IsZero() {
		return value.NullValue
	}
	return value.Int(t.UnixMilli())
}

func arnPart(arn string, i int) string {
	if parts := strings.SplitN(arn, ":", 6); i < len(parts) {
		return parts[i]
	}
	return ""
}

// eventID names an event by what it tells, as a UUID: the same event told twice has the same id.
func eventID(h *engine.Head) string {
	b := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%d", h.ARN, h.Status, h.RedriveCount))
	hi, lo := binary.BigEndian.Uint64(b[:]), binary.BigEndian.Uint64(b[8:])
	binary.BigEndian.PutUint64(b[:], hi&^0xf000|0x8000) // version 8: made as the maker likes
	binary.BigEndian.PutUint64(b[8:], lo&^(3<<62)|1<<63)
	s := hex.EncodeToString(b[:16])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}
