package check

import (
	"strings"
	"unicode"
)

// resourceARN is what the Resource of a Task state names.
type resourceARN struct {
	service, action string // of an integration: "aws-sdk:s3", "listBuckets"
	pattern         pattern
	activity        bool
}

// parseResource reads a Resource. The second result is false for what AWS does not recognise: a service, an API or a pattern
// that does not exist.
func parseResource(text string) (r resourceARN, recognised bool) {
	parts := strings.SplitN(text, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" || parts[1] == "" {
		return r, false
	}
	service, region, account, rest := parts[2], parts[3], parts[4], parts[5]
	switch {
	case service == "lambda":
		return r, region != "" && strings.HasPrefix(rest, "function:") && len(rest) > len("function:")
	case service == "states" && region == "" && account == "":
		return parseIntegration(rest)
	case service == "states" && strings.HasPrefix(rest, "activity:"):
		r.activity = true
		return r, len(rest) > len("activity:")
	}
	return r, false
}

func parseIntegration(rest string) (r resourceARN, recognised bool) {
	rest, r.pattern = cutPattern(rest)
	i := strings.LastIndexByte(rest, ':')
	if i < 0 {
		return r, false
	}
	r.service, r.action = rest[:i], rest[i+1:]
	if sdk, ok := strings.CutPrefix(r.service, "aws-sdk:"); ok {
		lower := strings.IndexFunc(sdk, unicode.IsUpper) < 0 && !strings.Contains(sdk, ":")
		return r, sdk != "" && lower && r.action != "" && unicode.IsLower(rune(r.action[0])) && r.pattern&(request|callback) != 0
	}
	if p, ok := anyAction[r.service]; ok {
		return r, p&r.pattern != 0
	}
	return r, integrations[r.service][r.action]&r.pattern != 0
}

// cutPattern takes the pattern off the end of an integration's name.
func cutPattern(s string) (string, pattern) {
	for _, p := range []struct {
		suffix string
		pattern
	}{{".sync:2", sync2}, {".sync", sync}, {".waitForTaskToken", callback}} {
		if before, ok := strings.CutSuffix(s, p.suffix); ok {
			return before, p.pattern
		}
	}
	return s, request
}

// suffix is what a Resource ends in to ask for the pattern.
func (p pattern) suffix() string {
	switch p {
	case sync:
		return ".sync"
	case sync2:
		return ".sync:2"
	case callback:
		return ".waitForTaskToken"
	}
	return ""
}
