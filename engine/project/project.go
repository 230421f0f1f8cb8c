package project

import (
	"cmp"
	"fmt"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/lambda"
)

// Project is what a folder has. Names are unique in each list.
type Project struct {
	Dir       string   // absolute; where the files were found, or where the search began
	Files     []string // those read, absolute: stepmill.yaml, template.yaml
	Region    string   // default us-east-1
	Account   string   // default 000000000000
	Machines  []Machine
	Functions []lambda.Function
	Services  map[string]Service

	places map[string]place // of functions, by ARN or name
}

// place is where something is declared.
type place struct {
	src *diag.Source
	at  diag.Span
}

// Machine is a state machine to be.
type Machine struct {
	Name   string
	Type   string       // STANDARD or EXPRESS
	Source *diag.Source // the definition, with its substitutions made
	File   string       // absolute path of the definition; that of the template for one written into it
}

// Service holds the settings of a stand-in for an AWS service.
type Service struct {
	Root     string      // absolute folder, "" unless given
	Endpoint string      // URL, "" unless given
	Settings value.Value // everything, as written
}

// Machine returns the machine with a name, nil if there is none.
func (p *Project) Machine(name string) *Machine {
	for i := range p.Machines {
		if p.Machines[i].Name == name {
			return &p.Machines[i]
		}
	}
	return nil
}

// Function returns the function with a name, nil if there is none.
func (p *Project) Function(name string) *lambda.Function {
	for i := range p.Functions {
		if p.Functions[i].Name == name {
			return &p.Functions[i]
		}
	}
	return nil
}

// Lambda returns the configuration of the project's functions, to which the caller adds a logger.
func (p *Project) Lambda() lambda.Config {
	return lambda.Config{Functions: p.Functions, Region: p.Region, Account: p.Account}
}

// Check looks for what the functions need on this machine: code folders, executables, interpreters. It runs interpreters to ask for
// their version, and warns of each function that cannot run.
func (p *Project) Check() diag.List {
	var found diag.List
	for _, f := range p.Functions {
		if err := f.Check(); err != nil {
			at := p.places[key(f)]
			found = append(found, diag.Diagnostic{
				Severity: diag.Warning, Code: CodeFunction, Message: fmt.Sprintf("The function '%s' cannot run here: %v", f.Name, err),
				Source: at.src, Span: at.at,
			})
		}
	}
	return diag.Sorted(found)
}

func key(f lambda.Function) string { return cmp.Or(f.ARN, f.Name) }
