package api

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The kinds of resource an ARN of Step Functions names.
const (
	kindMachine   = "stateMachine"
	kindExecution = "execution"
	kindExpress   = "express"
	kindActivity  = "activity"
	kindMapRun    = "mapRun"
)

// machineARN is the ARN of a state machine, of a version or of an alias.
type machineARN struct {
	whole     string
	machine   string // without the qualifier
	name      string // of the machine
	label     string // of a Distributed Map state in it: name/label
	qualifier string // number of a version, or name of an alias
}

// parseARN returns the kind of resource an ARN names, and the rest behind it.
// Source: AWS Service Authorization Reference, "Resource types defined by AWS Step Functions".
func parseARN(arn string) (kind, rest string, err error) {
	parts := strings.SplitN(arn, ":", 7)
	if len(parts) < 7 || parts[0] != "arn" || !strings.HasPrefix(parts[1], "aws") || parts[2] != "states" || parts[6] == "" {
		return "", "", invalidARN(arn)
	}
	return parts[5], parts[6], nil
}

func parseMachineARN(arn string) (machineARN, error) {
	kind, rest, err := parseARN(arn)
	if err != nil {
		return machineARN{}, err
	}
	if kind != kindMachine {
		return machineARN{}, wrongResource(kind)
	}
	name, qualifier, _ := strings.Cut(rest, ":")
	a := machineARN{whole: arn, machine: arn, qualifier: qualifier}
	if qualifier != "" {
		a.machine = strings.TrimSuffix(arn, ":"+qualifier)
	}
	a.name, a.label, _ = strings.Cut(name, "/")
	return a, nil
}

// parseExecutionARN checks the ARN of a Standard execution.
func parseExecutionARN(arn string) error {
	kind, _, err := parseARN(arn)
	if err == nil && kind != kindExecution {
		err = wrongResource(kind)
	}
	return err
}

func parseActivityARN(arn string) (name string, err error) {
	kind, name, err := parseARN(arn)
	if err == nil && kind != kindActivity {
		err = wrongResource(kind)
	}
	return name, err
}

// checkName says whether a name of a state machine, an execution or an activity is one that AWS allows.
// Source: AWS Step Functions API Reference, CreateStateMachine, "name"; the length is a constraint of the shapes.
func checkName(name string) error {
	for _, r := range name {
		if strings.ContainsRune("<>{}[]?*\"#%\\^|~`$&,;:/", r) || unicode.IsSpace(r) || unicode.IsControl(r) ||
			r == utf8.RuneError || r == 0xfffe || r == 0xffff || r > 0xffff {
			return invalidName(name)
		}
	}
	return nil
}
