package lambda

import (
	"fmt"
	"slices"
	"strings"
)

// functionName is what the API's FunctionName says: f, f:live, 000000000000:function:f or a whole ARN.
// Source: AWS Lambda API Reference, Invoke, FunctionName.
type functionName struct {
	name      string
	arn       string // without the qualifier
	qualifier string // $LATEST unless given
}

func (c Config) parseName(text, qualifier string) functionName {
	n := functionName{qualifier: qualifier}
	parts := strings.Split(text, ":")
	region, account := c.Region, c.Account
	if i := slices.Index(parts, "function"); i >= 0 {
		if i >= 1 {
			account = parts[i-1]
		}
		if i >= 2 {
			region = parts[i-2]
		}
		parts = parts[i+1:]
	}
	if len(parts) > 0 {
		n.name = parts[0]
	}
	if len(parts) > 1 {
		n.qualifier = parts[1]
	}
	if n.qualifier == "" {
		n.qualifier = latest
	}
	n.arn = fmt.Sprintf("arn:aws:lambda:%s:%s:function:%s", region, account, n.name)
	return n
}

// latest is the version that local functions have.
const latest = "$LATEST"
