package run

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
)

// maxInput is AWS's limit on the input of an execution in bytes.
// Source: AWS Step Functions API Reference, StartExecution.
const maxInput = 262144

// readInput returns the text that --input means, which is JSON.
func readInput(flag string, stdin io.Reader) (string, error) {
	text, from := flag, "--input"
	switch {
	case flag == "-":
		all, err := io.ReadAll(stdin)
		if err != nil {
			return "", fmt.Errorf("read the input from stdin: %w", err)
		}
		text, from = string(all), "<stdin>"
	case flag == "@":
		return "", cli.Usagef("--input @ names no file: write its name after the @, as in --input @in.json")
	case strings.HasPrefix(flag, "@"):
		all, err := os.ReadFile(flag[1:])
		if err != nil {
			return "", cli.Usagef("the input cannot be read: %w", err)
		}
		text, from = string(all), flag[1:]
	}
	if len(text) > maxInput {
		return "", cli.Usagef("the input (%s) is larger than 262,144 bytes, which is the most that an execution takes: put the data into a file, and its name into the input",
			from)
	}
	_, err := value.Parse(text)
	if syntax := (*value.SyntaxError)(nil); errors.As(err, &syntax) {
		hint := ""
		if from == "--input" && fileExists(flag) {
			hint = fmt.Sprintf("; for the file write --input @%s", flag)
		}
		return "", cli.Usagef("the input is not JSON: %s:%d:%d: %s%s", from, syntax.Line, syntax.Column, syntax.Msg, hint)
	}
	return text, err
}

func fileExists(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
