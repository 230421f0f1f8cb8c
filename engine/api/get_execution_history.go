package api

import (
	"context"
	"encoding/json"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
)

type getExecutionHistoryInput struct {
	ARN         string `json:"executionArn" must:"required,min=1,max=256"`
	IncludeData *bool  `json:"includeExecutionData"`
	MaxResults  int    `json:"maxResults" must:"min=0,max=1000"`
	NextToken   string `json:"nextToken" must:"min=1,max=1024"`
	Reverse     bool   `json:"reverseOrder"`
}

type getExecutionHistoryOutput struct {
	Events    []json.RawMessage `json:"events"`
	NextToken string            `json:"nextToken,omitempty"`
}

func (s *Server) getExecutionHistory(ctx context.Context, in *getExecutionHistoryInput) (*getExecutionHistoryOutput, error) {
	h, err := s.execution(ctx, in.ARN)
	if err != nil {
		return nil, err
	}
	list := "history " + h.ARN + " " + strconv.FormatBool(in.Reverse)
	after, err := s.pages.after(list, in.NextToken)
	if err != nil {
		return nil, err
	}
	last, _ := strconv.ParseInt(after, 10, 64) // "" is 0: from the beginning
	records := s.shown(ctx, h, last)
	if in.Reverse {
		if records, err = s.reversed(ctx, h, last); err != nil {
			return nil, err
		}
	}
	rs, next, err := collect(s.pages, list, in.MaxResults, records, func(r history.Record) string { return strconv.FormatInt(r.ID, 10) })
	if err != nil {
		return nil, err
	}
	p := history.Projection{Region: regionOf(h.ARN), OmitData: in.IncludeData != nil && !*in.IncludeData}
	out := &getExecutionHistoryOutput{Events: []json.RawMessage{}, NextToken: next}
	for _, r := range rs {
		out.Events = append(out.Events, p.Event(&r).AppendJSON(nil))
	}
	return out, nil
}

// shown yields the records that AWS shows and whose event id is above one.
func (s *Server) shown(ctx context.Context, h engine.Head, above int64) iter.Seq2[history.Record, error] {
	return func(yield func(history.Record, error) bool) {
		for r, err := range s.engine.History(ctx, h) {
			if err == nil && (!r.Type.Shown() || r.ID <= above) {
				continue
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// reversed yields the records that AWS shows from the last one on, or from below an event id.
func (s *Server) reversed(ctx context.Context, h engine.Head, below int64) (iter.Seq2[history.Record, error], error) {
	var rs []history.Record
	for r, err := range s.shown(ctx, h, 0) {
		if err != nil {
			return nil, err
		}
		if below == 0 || r.ID < below {
			rs = append(rs, r)
		}
	}
	return func(yield func(history.Record, error) bool) {
		for _, r := range slices.Backward(rs) {
			if !yield(r, nil) {
				return
			}
		}
	}, nil
}

func regionOf(arn string) string { return strings.SplitN(arn, ":", 5)[3] }
