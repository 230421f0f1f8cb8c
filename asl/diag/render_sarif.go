package diag

import (
	"net/url"
	"path/filepath"
	"strings"
)

// The parts of SARIF 2.1.0 (OASIS) in use.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID string `json:"id"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID    string          `json:"ruleId"`
	RuleIndex int             `json:"ruleIndex"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	} `json:"physicalLocation"`
	Logical []sarifLogical `json:"logicalLocations,omitempty"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

func writeSARIF(b *strings.Builder, l List, tool Tool) {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: tool.Name, Version: tool.Version, Rules: []sarifRule{}}
	if tool.Name == "" {
		run.Tool.Driver.Name = "stepmill"
	}
	rules := make(map[string]int)
	for _, d := range l {
		i, ok := rules[d.Code]
		if !ok {
			i = len(rules)
			rules[d.Code] = i
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{d.Code})
		}
		text := d.Message
		if d.Help != "" {
			text += ". " + d.Help
		}
		run.Results = append(run.Results, sarifResult{
			RuleID: d.Code, RuleIndex: i, Level: d.Severity.String(), Message: sarifText{text}, Locations: sarifLocations(d),
		})
	}
	b.WriteString(indented(sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	}))
}

func sarifLocations(d Diagnostic) []sarifLocation {
	if d.File() == "" {
		return nil
	}
	var loc sarifLocation
	loc.Physical.Artifact.URI = (&url.URL{Path: filepath.ToSlash(d.File())}).String()
	if s := d.Span; s.Known() {
		loc.Physical.Region = &sarifRegion{s.Start.Line, s.Start.Col, max(s.End.Line, s.Start.Line), max(s.End.Col, 1)}
	}
	if d.Location != "" {
		loc.Logical = []sarifLogical{{d.Location}}
	}
	return []sarifLocation{loc}
}
