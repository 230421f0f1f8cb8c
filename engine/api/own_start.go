package api

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/stepmill/stepmill/asl/check"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api/protocol"
)

func (s *Server) ownStart(ctx context.Context, in *protocol.StartRequest) (*protocol.StartResponse, error) {
	if err := s.sameProject(in.Project); err != nil {
		return nil, err
	}
	for _, name := range []string{in.Machine, in.Name} {
		if err := checkName(name); err != nil {
			return nil, err
		}
	}
	if _, found := check.Source(&diag.Source{Name: in.File, Text: in.Definition}, check.Config{Express: in.Express}); found.HasErrors() {
		return nil, errorf(protocol.ErrorInvalid, "The definition of %s has errors:\n%s", in.Machine, found.Errors())
	}
	text := &in.Input
	if in.Input == "" {
		text = nil
	}
	input, err := parseInput(text)
	if err != nil {
		return nil, err
	}
	h, err := s.engine.Start(ctx, engine.StartRequest{
		Machine: in.Machine, Definition: in.Definition, File: in.File, Express: in.Express, Name: in.Name, Input: input,
		Speed: in.Speed, SkipWaits: in.SkipWaits,
	})
	if errors.Is(err, engine.ErrExecutionExists) {
		return nil, errorf(protocol.ErrorExists, "There is an execution named %s already. Give another --name, or none.", in.Name)
	}
	if err != nil {
		return nil, startError(err)
	}
	return &protocol.StartResponse{ARN: h.ARN, Name: h.Name}, nil
}

// sameProject refuses work of another project: its functions and files are not the ones that the owner would use.
func (s *Server) sameProject(project string) error {
	if project == "" || s.cfg.Project == "" || filepath.Clean(project) == filepath.Clean(s.cfg.Project) {
		return nil
	}
	return errorf(protocol.ErrorProject, "The process that owns the data folder serves the project %s, and the command is of the project %s. "+
		"Use another data folder with --data, or stop that process.", s.cfg.Project, project)
}
