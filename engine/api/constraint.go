package api

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/stepmill/stepmill/asl/value"
)

// The constraints that a must tag may name:
//
//	required       the member must be there
//	min=n, max=n   of a number its value, of a string its length in UTF-16 code units, of a list its length
//	enum=name      one of enums[name]
//	pattern=name   matches patterns[name]
//
// Source: the Smithy model of the AWS Step Functions API (API Reference, "Data Types").

// enums are the values of enumerations, in the order in which AWS's messages list them.
var enums = map[string][]string{
	"executionStatus":  {"SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"},
	"redriveFilter":    {"REDRIVEN", "NOT_REDRIVEN"},
	"machineType":      {"STANDARD", "EXPRESS"},
	"logLevel":         {"ALL", "ERROR", "FATAL", "OFF"},
	"encryptionType":   {"AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"},
	"includedData":     {"ALL_DATA", "METADATA_ONLY"},
	"findingsSeverity": {"ERROR", "WARNING"},
	"inspectionLevel":  {"INFO", "DEBUG", "TRACE"},
	"mockValidation":   {"STRICT", "PRESENT", "NONE"},
}

// patterns are regular expressions as AWS's messages show them, with the test that stands for them.
var patterns = map[string]struct {
	text    string
	matches func(string) bool
}{
	"aliasName": {`^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`, func(s string) bool {
		return aliasCharacters.MatchString(s) && strings.Trim(s, "0123456789") != ""
	}},
}

var aliasCharacters = regexp.MustCompile(`^[a-zA-Z0-9_\-.]+$`)

// constrain notes which constraints of a tag a value breaks.
func (v *validator) constrain(tag string, t reflect.Type, val value.Value, path string) {
	for c := range strings.SplitSeq(tag, ",") {
		name, arg, _ := strings.Cut(c, "=")
		var demand string
		switch name {
		case "min":
			demand = bound(val, arg, "greater", -1)
		case "max":
			demand = bound(val, arg, "less", 1)
		case "enum":
			if !slices.Contains(enums[arg], val.Str()) {
				demand = "satisfy enum value set: [" + strings.Join(enums[arg], ", ") + "]"
			}
		case "pattern":
			if !patterns[arg].matches(val.Str()) {
				demand = "satisfy regular expression pattern: " + patterns[arg].text
			}
		}
		if demand != "" {
			v.broken = append(v.broken, fmt.Sprintf("Value '%s' at '%s' failed to satisfy constraint: Member must %s", display(t, val), path, demand))
		}
	}
}

// bound returns what a value must have when it lies on the wrong side of a limit: sign is that of a difference that breaks it.
func bound(val value.Value, limit, word string, sign int64) string {
	n, err := strconv.ParseInt(limit, 10, 64)
	if err != nil {
		panic("api: the limit " + limit + " in a tag is no number")
	}
	what, size := "length", int64(val.Len())
	switch val.Kind() {
	case value.Number:
		what, size = "value", int64(val.Float())
	case value.String:
		size = int64(len(utf16.Encode([]rune(val.Str()))))
	}
	if (size-n)*sign <= 0 {
		return ""
	}
	return fmt.Sprintf("have %s %s than or equal to %d", what, word, n)
}
