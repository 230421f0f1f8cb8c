package project

import (
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
