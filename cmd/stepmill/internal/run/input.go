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
	case strings.HasPrefix(flag, "@"):
		all, err := os.ReadFile(flag[1:])
		if err != nil {
			return "", cli.Usagef("the input cannot be read: %w", err)
		}
		text, from = string(all), flag[1:]
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
