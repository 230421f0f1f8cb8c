package api

import (
	"context"

	"github.com/stepmill/stepmill/asl/check"
	"github.com/stepmill/stepmill/asl/diag"
)

type validateDefinitionInput struct {
	Definition string `json:"definition" must:"required,min=1,max=1048576"`
	Type       string `json:"type" must:"enum=machineType"`
	Severity   string `json:"severity" must:"enum=findingsSeverity"`
	MaxResults int    `json:"maxResults" must:"min=0,max=100"`
}

type validateDefinitionOutput struct {
	Result      string       `json:"result"`
	Diagnostics []diagnostic `json:"diagnostics"`
	Truncated   bool         `json:"truncated"`
}

type diagnostic struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Location string `json:"location,omitempty"`
}

// validateDefinition answers ValidateStateMachineDefinition.
func (s *Server) validateDefinition(_ context.Context, in *validateDefinitionInput) (*validateDefinitionOutput, error) {
	_, found := check.JSON(&diag.Source{Name: "definition", Text: in.Definition}, check.Config{Express: in.Type == "EXPRESS"})
	out := &validateDefinitionOutput{Result: "OK", Diagnostics: []diagnostic{}}
	if found.HasErrors() {
		out.Result = "FAIL"
	}
	if in.Severity != "WARNING" {
		found = found.Errors()
	}
	found, out.Truncated = found.Capped(in.MaxResults)
	for _, d := range found {
		severity := "ERROR"
		if d.Severity != diag.Error {
			severity = "WARNING"
		}
		out.Diagnostics = append(out.Diagnostics, diagnostic{severity, d.Code, d.Message, d.Location})
	}
	return out, nil
}
