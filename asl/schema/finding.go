package schema

import (
	"fmt"
	"strings"

	"github.com/xeipuuv/gojsonschema"

	"github.com/stepmill/stepmill/asl/diag"
)

// finding turns an error of gojsonschema into a sentence with a place. It reports false for an error that only says that other
// errors follow.
func (c *compiled) finding(e gojsonschema.ResultError, spans Spans) (diag.Diagnostic, bool) {
	path := pathOf(e.Context())
	sub := c.tree.at(path)
	d := diag.Diagnostic{Code: Code, Help: sub.description(), Location: "/" + strings.Join(path, "/"), Span: spans(path, false)}
	name := called(path)
	switch e.(type) {
	case *gojsonschema.AdditionalPropertyNotAllowedError:
		unknown := fmt.Sprint(e.Details()["property"])
		d.Message = fmt.Sprintf("%s has no setting '%s'", name, unknown)
		d.Location = "/" + strings.Join(append(path, unknown), "/")
		d.Span = spans(append(path, unknown), true)
		d.Help = diag.DidYouMean(unknown, sub.names())
		if d.Help == "" {
			d.Help = "It has " + strings.Join(sub.names(), ", ") + "."
		}
	case *gojsonschema.RequiredError:
		missing := fmt.Sprint(e.Details()["property"])
		d.Message = fmt.Sprintf("%s lacks the setting '%s'", name, missing)
		d.Help = sub.child(missing).description()
	case *gojsonschema.InvalidTypeError:
		d.Message = fmt.Sprintf("%s must be %s, not %s", name, kinds(e.Details()["expected"]), kinds(e.Details()["given"]))
	case *gojsonschema.EnumError:
		allowed := strings.ReplaceAll(fmt.Sprint(e.Details()["allowed"]), `"`, "")
		d.Message = fmt.Sprintf("%s is '%v', but must be one of %s", name, e.Value(), allowed)
		d.Help = strings.TrimSpace(diag.DidYouMean(fmt.Sprint(e.Value()), strings.Split(allowed, ", ")) + " " + d.Help)
	case *gojsonschema.DoesNotMatchPatternError:
		if sub.here["propertyNames"] != nil {
			return d, false // InvalidPropertyNameError has said it
		}
		d.Message = fmt.Sprintf("%s is '%v', which has not the form it needs", name, e.Value())
	case *gojsonschema.InvalidPropertyNameError:
		key := fmt.Sprint(e.Details()["property"])
		d.Message = fmt.Sprintf("%s has the name '%s', which has not the form it needs", name, key)
		d.Location = "/" + strings.Join(append(path, key), "/")
		d.Span = spans(append(path, key), true)
		d.Help = sub.follow(sub.here["propertyNames"]).description()
	case *gojsonschema.NumberGTEError:
		d.Message = fmt.Sprintf("%s is %v, but must be at least %s", name, e.Value(), number(e.Details()["min"]))
	case *gojsonschema.NumberLTEError:
		d.Message = fmt.Sprintf("%s is %v, but must be at most %s", name, e.Value(), number(e.Details()["max"]))
	case *gojsonschema.StringLengthGTEError, *gojsonschema.ArrayMinItemsError:
		d.Message = fmt.Sprintf("%s is empty", name)
	default:
		d.Message = fmt.Sprintf("%s: %s", name, e.Description())
	}
	return d, true
}

// pathOf returns the member names and indexes that lead to the value an error is about.
func pathOf(c *gojsonschema.JsonContext) []string {
	const separator = "\x00" // in no key that YAML can hold
	path := strings.Split(c.String(separator), separator)
	return path[1:len(path):len(path)] // without the root, and not to be appended to in place
}

// called says what a path is called in a sentence.
func called(path []string) string {
	if len(path) == 0 {
		return "The file"
	}
	return strings.Join(path, ".")
}

// kinds says JSON Schema's type names, one or a list such as [string,integer], in words.
func kinds(names any) string {
	words := map[string]string{
		"array": "a list", "boolean": "true or false", "integer": "a whole number", "number": "a number", "null": "empty",
		"object": "a mapping", "string": "a text",
	}
	var said []string
	for name := range strings.SplitSeq(strings.Trim(fmt.Sprint(names), "[]"), ",") {
		said = append(said, words[name])
	}
	return strings.Join(said, " or ")
}

// number prints a limit, which gojsonschema keeps as a big.Float.
func number(limit any) string { return strings.TrimSuffix(fmt.Sprint(limit), ".0") }
