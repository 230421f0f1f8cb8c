package api

import "context"

// This engine runs no Distributed Map states, and so there never is a map run: what asks for one by its ARN is told so, and lists are empty.

type mapRunInput struct {
	ARN string `json:"mapRunArn" must:"required,min=1,max=2000"`
}

func (s *Server) describeMapRun(_ context.Context, in *mapRunInput) (*nothing, error) {
	return nil, noMapRun(in.ARN)
}

type updateMapRunInput struct {
	ARN                 string  `json:"mapRunArn" must:"required,min=1,max=2000"`
	MaxConcurrency      int     `json:"maxConcurrency" must:"min=0"`
	ToleratedCount      int64   `json:"toleratedFailureCount" must:"min=0"`
	ToleratedPercentage float64 `json:"toleratedFailurePercentage" must:"min=0,max=100"`
}

func (s *Server) updateMapRun(_ context.Context, in *updateMapRunInput) (*nothing, error) {
	return nil, noMapRun(in.ARN)
}

func noMapRun(arn string) error {
	kind, _, err := parseARN(arn)
	if err != nil {
		return err
	}
	if kind != kindMapRun {
		return wrongResource(kind)
	}
	return noResource(arn)
}

type listMapRunsInput struct {
	ARN        string `json:"executionArn" must:"required,min=1,max=256"`
	MaxResults int    `json:"maxResults" must:"min=0,max=1000"`
	NextToken  string `json:"nextToken" must:"min=1,max=1024"`
}

type listMapRunsOutput struct {
	MapRuns []nothing `json:"mapRuns"`
}

func (s *Server) listMapRuns(ctx context.Context, in *listMapRunsInput) (*listMapRunsOutput, error) {
	if _, err := s.execution(ctx, in.ARN); err != nil {
		return nil, err
	}
	return &listMapRunsOutput{MapRuns: []nothing{}}, nil
}
