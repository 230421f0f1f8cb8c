package api

import (
	"context"
	"iter"
	"strconv"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

type listExecutionsInput struct {
	Machine    *string `json:"stateMachineArn" must:"min=1,max=256"`
	MapRun     *string `json:"mapRunArn" must:"min=1,max=2000"`
	Status     string  `json:"statusFilter" must:"enum=executionStatus"`
	Redrive    string  `json:"redriveFilter" must:"enum=redriveFilter"`
	MaxResults int     `json:"maxResults" must:"min=0,max=1000"`
	NextToken  string  `json:"nextToken" must:"min=1,max=3096"`
}

type listExecutionsOutput struct {
	Executions []executionListItem `json:"executions"`
	NextToken  string              `json:"nextToken,omitempty"`
}

type executionListItem struct {
	ARN          string    `json:"executionArn"`
	Machine      string    `json:"stateMachineArn"`
	Name         string    `json:"name"`
	Status       string    `json:"status"`
	Started      timestamp `json:"startDate"`
	Stopped      timestamp `json:"stopDate,omitzero"`
	MapRun       string    `json:"mapRunArn,omitempty"`
	Version      string    `json:"stateMachineVersionArn,omitempty"`
	Alias        string    `json:"stateMachineAliasArn,omitempty"`
	RedriveCount int64     `json:"redriveCount"`
}

func (s *Server) listExecutions(ctx context.Context, in *listExecutionsInput) (*listExecutionsOutput, error) {
	if (in.Machine == nil) == (in.MapRun == nil) {
		return nil, invalid("Must specify exactly one of stateMachineArn or mapRunArn")
	}
	if in.MapRun != nil {
		return nil, noResource(*in.MapRun)
	}
	arn, err := parseMachineARN(*in.Machine)
	if err != nil {
		return nil, err
	}
	v, err := s.machine(arn)
	if err != nil {
		return nil, err
	}
	if v.Type == "EXPRESS" {
		return nil, wrongType()
	}
	list := "executions " + arn.whole + " " + in.Status + " " + in.Redrive
	after, err := s.pages.after(list, in.NextToken)
	if err != nil {
		return nil, err
	}
	before, _ := strconv.ParseUint(after, 10, 64) // "" is 0: from the newest
	heads := s.matching(ctx, arn, in, store.Number(before))
	hs, next, err := collect(s.pages, list, in.MaxResults, heads, func(h engine.Head) string { return strconv.FormatUint(uint64(h.Number), 10) })
	if err != nil {
		return nil, err
	}
	out := &listExecutionsOutput{Executions: []executionListItem{}, NextToken: next}
	for _, h := range hs {
		out.Executions = append(out.Executions, executionListItem{
			h.ARN, h.StateMachine, h.Name, string(h.Status), timestamp{h.StartDate}, timestamp{h.StopDate},
			h.MapRun, h.MachineVersion, h.MachineAlias, h.RedriveCount,
		})
	}
	return out, nil
}

// matching yields the executions of a machine, or of one of its versions or aliases, newest first.
func (s *Server) matching(ctx context.Context, arn machineARN, in *listExecutionsInput, before store.Number) iter.Seq2[engine.Head, error] {
	return func(yield func(engine.Head, error) bool) {
		filter := engine.ListFilter{Machine: arn.machine, Status: interp.Status(in.Status), Before: before}
		for h, err := range s.engine.List(ctx, filter) {
			if err == nil && (arn.qualifier != "" && h.MachineVersion != arn.whole && h.MachineAlias != arn.whole ||
				in.Redrive == "REDRIVEN" && h.RedriveCount == 0 || in.Redrive == "NOT_REDRIVEN" && h.RedriveCount > 0) {
				continue
			}
			if !yield(h, err) {
				return
			}
		}
	}
}

func noResource(arn string) *Error {
	return errorf("ResourceNotFound", "Resource not found: '%s'", arn)
}
