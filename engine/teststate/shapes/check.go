package shapes

import (
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/stepmill/stepmill/asl/value"
)

// Mode is how closely Check looks.
type Mode uint8

// The modes.
const (
	Present Mode = iota // what is there must fit
	Strict              // and what is required must be there
)

// Check says what is wrong with v as the output of an operation, in AWS's words; "" if nothing is, or the operation is unknown. service is the
// name in aws-sdk resources (dynamodb, sfn), operation that of the API (PutItem). Members that the model does not have always pass, and null
// counts as absent. The error is a fault of the table.
// Source: AWS Step Functions API Reference, MockInput.fieldValidationMode; texts from recordings of AWS's answers.
func Check(service, operation string, v value.Value, mode Mode) (problem string, err error) {
	s, err := load(service)
	if err != nil || s == nil {
		return "", err
	}
	at, ok := s.Operations[operation]
	if !ok {
		return "", nil
	}
	c := checker{s, mode}
	return c.value("", at, v), nil
}

type checker struct {
	service *Service
	mode    Mode
}

// value checks what stands in a field, or in a list or map that is in it. The first problem in the model's order counts.
func (c *checker) value(field string, at int, v value.Value) string {
	s := &c.service.Shapes[at]
	if s.Type == "any" {
		return ""
	}
	if want := kinds[s.Type]; v.Kind() != want.kind {
		if field == "" {
			return "The result must be " + want.name
		}
		return "Field '" + field + "' must be " + want.name
	}
	switch s.Type {
	case "structure":
		return c.structure(s, v)
	case "list", "map":
		if problem := bounds(field, s, float64(v.Len())); problem != "" {
			return problem
		}
		return c.elements(field, s, v)
	case "number":
		return bounds(field, s, v.Float())
	case "string":
		return text(field, s, v.Str())
	}
	return ""
}

func (c *checker) structure(s *Shape, v value.Value) string {
	for _, m := range s.Members {
		member := v.Get(m.Name)
		if !member.IsDefined() || member.Kind() == value.Null {
			if m.Required && c.mode == Strict {
				return "Required field '" + m.Name + "' is missing"
			}
			continue
		}
		if problem := c.value(m.Name, m.Shape, member); problem != "" {
			return problem
		}
	}
	return ""
}

func (c *checker) elements(field string, s *Shape, v value.Value) string {
	if s.Type == "list" {
		for _, e := range v.Elems() {
			if problem := c.value(field, s.Element, e); problem != "" {
				return problem
			}
		}
		return ""
	}
	for key, m := range v.Members() {
		if problem := c.value(key, s.Element, m); problem != "" {
			return problem
		}
	}
	return ""
}

func text(field string, s *Shape, content string) string {
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, content) {
		return "Field '" + field + "' is not an expected value"
	}
	return bounds(field, s, float64(len(utf16.Encode([]rune(content)))))
}

// bounds compares a number, or a length, with the limits of its type.
func bounds(field string, s *Shape, n float64) string {
	number := s.Type == "number"
	switch {
	case s.Min != nil && n < *s.Min && number:
		return "Field '" + field + "' is less than the minimum value"
	case s.Min != nil && n < *s.Min:
		return "Field '" + field + "' is smaller than the minimum length"
	case s.Max != nil && n > *s.Max && number:
		return "Field '" + field + "' exceeds the maximum value"
	case s.Max != nil && n > *s.Max:
		return "Field '" + field + "' exceeds the maximum length"
	}
	return ""
}

// kinds are the kinds of JSON values that the types of the table want, with the words of AWS's messages.
var kinds = map[string]struct {
	kind value.Kind
	name string
}{
	"structure": {value.Object, "an object"},
	"map":       {value.Object, "an object"},
	"list":      {value.Array, "an array"},
	"string":    {value.String, "a string"},
	"number":    {value.Number, "a number"},
	"boolean":   {value.Bool, "a boolean"},
}

// OperationName is the name of the API operation that an action of a resource calls: putItem calls PutItem.
func OperationName(action string) string {
	if action == "" {
		return ""
	}
	return strings.ToUpper(action[:1]) + action[1:]
}
