package aws

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// xmlAnswer reads an answer of the query protocol. Its values are texts: the protocol does not say which are numbers.
func xmlAnswer(operation string, status int, text []byte) (value.Value, *Error) {
	root, err := parseXML(text)
	if err != nil {
		return value.Value{}, &Error{Code: clientError, Message: fmt.Sprintf("Unable to parse HTTP response content: %v", err), Status: status}
	}
	if status >= 300 {
		e := root.Get("Error")
		return value.Value{}, &Error{Code: e.Get("Code").Str(), Message: e.Get("Message").Str(), Status: status}
	}
	out := root.Get(operation + "Result")
	if out.Kind() != value.Object {
		out = value.MustParse("{}")
	}
	return out, nil
}

// maxXMLDepth bounds the stack of parseXML.
const maxXMLDepth = 64

// parseXML turns the root element into a value: elements without children are texts, members of lists array elements.
func parseXML(text []byte) (value.Value, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return value.Value{}, errors.New("there is no XML element")
		}
		if err != nil {
			return value.Value{}, err
		}
		if _, ok := t.(xml.StartElement); ok {
			return element(d, 0)
		}
	}
}

// element reads up to the end of the element whose start was read.
func element(d *xml.Decoder, depth int) (value.Value, error) {
	if depth > maxXMLDepth {
		return value.Value{}, errors.New("the XML is nested too deeply")
	}
	var text strings.Builder
	var members []value.Member
	for {
		t, err := d.Token()
		if err != nil {
			return value.Value{}, err
		}
		switch t := t.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.StartElement:
			v, err := element(d, depth+1)
			if err != nil {
				return value.Value{}, err
			}
			members = append(members, value.Member{Key: t.Name.Local, Value: v})
		case xml.EndElement:
			if members == nil {
				return value.Text(text.String()), nil
			}
			return collected(members), nil
		}
	}
}

// collected turns child elements into a list, a map or an object.
func collected(members []value.Member) value.Value {
	switch members[0].Key {
	case "member":
		elems := make([]value.Value, len(members))
		for i, m := range members {
			elems[i] = m.Value
		}
		return value.ArrayOf(elems)
	case "entry":
		var b value.ObjectBuilder
		for _, m := range members {
			b.Set(m.Value.Get("key").Str(), m.Value.Get("value"))
		}
		return b.Value()
	}
	var b value.ObjectBuilder
	for _, m := range members {
		b.Set(m.Key, m.Value)
	}
	return b.Value()
}
