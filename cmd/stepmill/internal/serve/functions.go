package serve

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/stepmill/stepmill/executor/lambda"
)

// function is an entry of the file of --functions.
type function struct {
	Name        string            `json:"name"`
	ARN         string            `json:"arn"`     // default: the name, in the server's region and account
	Runtime     string            `json:"runtime"` // python3.12, nodejs20.x, …
	Handler     string            `json:"handler"` // handler.handler
	Path        string            `json:"path"`    // of the code: a folder, or a file in it; relative to the list
	Command     []string          `json:"command"` // instead of runtime and handler
	Environment map[string]string `json:"environment"`
	Timeout     float64           `json:"timeout"`     // seconds
	Concurrency int               `json:"concurrency"` // calls at a time; 0: no limit of its own
}

// readFunctions reads the list of functions: a JSON array.
func readFunctions(path string) ([]lambda.Function, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the functions: %w", err)
	}
	var list []function
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("read the functions: %s is not a list of functions: %w", path, err)
	}
	var out []lambda.Function
	for _, f := range list {
		code := f.Path
		if code != "" && !filepath.IsAbs(code) {
			code = filepath.Join(filepath.Dir(path), code)
		}
		if info, err := os.Stat(code); err == nil && info.Mode().IsRegular() {
			code = filepath.Dir(code)
		}
		out = append(out, lambda.Function{
			Name: f.Name, ARN: f.ARN, Runtime: f.Runtime, Handler: strings.TrimSpace(f.Handler), Code: code, Command: f.Command,
			Timeout: time.Duration(f.Timeout * float64(time.Second)), Concurrency: f.Concurrency, Environment: f.Environment,
		})
	}
	return out, nil
}
