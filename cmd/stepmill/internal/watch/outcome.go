package watch

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/progress"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// Outcome prints how executions closed: outputs on stdout, failures on stderr. It returns what the command returns.
func (w *Watch) Outcome(closed []Closed, by *Signal) error {
	code := cli.ExitOK
	for _, c := range closed {
		if c.Status == "SUCCEEDED" && !w.JSON {
			if err := w.output(c); err != nil {
				return err
			}
		}
		if w.JSON {
			if err := w.json(c); err != nil {
				return err
			}
		}
		if c.Status != "SUCCEEDED" {
			code = cli.ExitFailed
			w.failure(c)
		}
	}
	switch {
	case by != nil && code != cli.ExitOK:
		return cli.Silent(by.code)
	case code != cli.ExitOK:
		return cli.Silent(code)
	}
	return nil
}

// output prints the output of an execution: as it is for a program, indented for a person.
func (w *Watch) output(c Closed) error {
	text := c.Output
	if w.Out.TTY {
		text = term.Indent(text, "")
	}
	_, err := io.WriteString(w.Out, text+"\n")
	return err
}

// report is what --json prints of an execution.
type report struct {
	Name         string          `json:"name"`
	ARN          string          `json:"arn"`
	StateMachine string          `json:"stateMachine"`
	Status       string          `json:"status"`
	StartDate    string          `json:"startDate"`
	StopDate     string          `json:"stopDate"`
	State        string          `json:"state,omitempty"`
	Error        string          `json:"error,omitempty"`
	Cause        string          `json:"cause,omitempty"`
	Output       json.RawMessage `json:"output,omitempty"`
}

func (w *Watch) json(c Closed) error {
	r := report{
		Name: c.Name, ARN: c.ARN, StateMachine: c.StateMachine, Status: c.Status, Error: c.Error, Cause: c.Cause, Output: json.RawMessage(c.Output),
		StartDate: c.StartDate.Format(cli.TimeFormat), StopDate: c.StopDate.Format(cli.TimeFormat),
	}
	if c.Status == "FAILED" {
		r.State = c.Where
	}
	return w.IO.PrintJSON(r)
}

// failure says on stderr what became of an execution, why, and what to type next.
func (w *Watch) failure(c Closed) {
	var b strings.Builder
	what := fmt.Sprintf("%s %s", c.Name, progress.Word(c.Status))
	if c.Where != "" && c.Status == "FAILED" {
		what += " in state " + term.Clean(c.Where)
	}
	style := term.Red
	if c.Status == "ABORTED" {
		style = term.Yellow
	}
	b.WriteString(w.Err.Paint(style, what) + "\n")
	if c.Error != "" {
		b.WriteString("  error: " + w.Err.Paint(term.Bold, term.Clean(c.Error)) + "\n")
	}
	if c.Cause != "" {
		b.WriteString("  cause: " + term.Indent(c.Cause, "  ") + "\n")
	}
	fmt.Fprintf(&b, "Next: stepmill history %s%s\n", progress.Short(c.Name), w.dataFlag())
	_, _ = io.WriteString(w.Err, b.String()) // there is nowhere else to say that stderr is gone
}

// dataFlag is what a command needs beside the name to find the same execution.
func (w *Watch) dataFlag() string {
	if w.Data == cli.DefaultData {
		return ""
	}
	return " --data " + w.Data
}
