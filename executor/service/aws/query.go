package aws

import (
	"bytes"
	"encoding/xml"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// ServeQuery answers a request of the AWS query protocol, whose form has been read. Members of the input are texts, lists and maps: the
// protocol has no numbers.
func (s *Service) ServeQuery(w http.ResponseWriter, r *http.Request) {
	name := r.Form.Get("Action")
	op, ok := s.Operation(name)
	if !ok {
		s.refuseQuery(w, Errorf("InvalidAction", "There is no operation %s of %s here.", name, s.SDK))
		return
	}
	out, refused := op(r.Context(), FormValue(r.Form))
	if refused != nil {
		s.refuseQuery(w, refused)
		return
	}
	var b bytes.Buffer
	b.WriteString(`<` + name + `Response xmlns="` + s.Namespace + `">`)
	if out.Len() > 0 {
		writeXML(&b, name+"Result", out)
	}
	b.WriteString(`<ResponseMetadata><RequestId>` + NewID() + `</RequestId></ResponseMetadata></` + name + `Response>`)
	writeQuery(w, http.StatusOK, b.Bytes())
}

func (s *Service) refuseQuery(w http.ResponseWriter, e *Error) {
	var b bytes.Buffer
	b.WriteString(`<ErrorResponse xmlns="` + s.Namespace + `"><Error><Type>Sender</Type><Code>`)
	xml.EscapeText(&b, []byte(e.Code))
	b.WriteString(`</Code><Message>`)
	xml.EscapeText(&b, []byte(e.Message))
	b.WriteString(`</Message></Error><RequestId>` + NewID() + `</RequestId></ErrorResponse>`)
	writeQuery(w, e.HTTPStatus(), b.Bytes())
}

func writeQuery(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "text/xml")
	w.WriteHeader(status)
	w.Write(body) // the client has gone if this fails, and there is nobody to tell
}

// writeXML writes a member: lists as <member>, the map called Attributes as <entry>.
func writeXML(b *bytes.Buffer, name string, v value.Value) {
	b.WriteString("<" + name + ">")
	switch v.Kind() {
	case value.Object:
		for k, x := range v.Members() {
			if name != "Attributes" {
				writeXML(b, k, x)
				continue
			}
			b.WriteString("<entry>")
			writeXML(b, "key", value.Text(k))
			writeXML(b, "value", x)
			b.WriteString("</entry>")
		}
	case value.Array:
		for _, x := range v.Elems() {
			writeXML(b, "member", x)
		}
	case value.String:
		xml.EscapeText(b, []byte(v.Str()))
	default:
		b.WriteString(v.JSON())
	}
	b.WriteString("</" + name + ">")
}

// FormValue turns the parameters of a query request into an object: Tags.member.1.Key and MessageAttributes.entry.1.Name become lists and
// maps.
func FormValue(form url.Values) value.Value {
	root := node{}
	for k := range form {
		if k != "Action" && k != "Version" && strings.Count(k, ".") < maxFormDepth {
			root.set(strings.Split(k, "."), form.Get(k))
		}
	}
	return root.object()
}

// maxFormDepth is how many words the name of a parameter may have, more than any API uses; longer ones are ignored. It bounds the stack.
const maxFormDepth = 32

// node is a part of a form, by the next word of the parameters' names.
type node struct {
	text     string
	children map[string]*node
}

func (n *node) set(path []string, text string) {
	for _, word := range path {
		if n.children == nil {
			n.children = map[string]*node{}
		}
		if n.children[word] == nil {
			n.children[word] = &node{}
		}
		n = n.children[word]
	}
	n.text = text
}

func (n *node) value() value.Value {
	if n.children == nil {
		return value.Text(n.text)
	}
	for _, word := range []string{"member", "entry"} {
		if list, ok := n.children[word]; ok && len(n.children) == 1 {
			return list.list(word == "entry")
		}
	}
	return n.object()
}

func (n *node) object() value.Value {
	var b value.ObjectBuilder
	for _, k := range slices.Sorted(maps.Keys(n.children)) {
		b.Set(k, n.children[k].value())
	}
	return b.Value()
}

// list returns the numbered children as an array, or as an object if each has a key and a value.
func (n *node) list(entries bool) value.Value {
	keys := slices.SortedFunc(maps.Keys(n.children), func(a, b string) int {
		i, _ := strconv.Atoi(a) // what is no number counts as zero
		j, _ := strconv.Atoi(b)
		return i - j
	})
	var elems []value.Value
	var object value.ObjectBuilder
	for _, k := range keys {
		v := n.children[k].value()
		if !entries {
			elems = append(elems, v)
			continue
		}
		key, x := v.Get("key"), v.Get("value")
		if !key.IsDefined() {
			key, x = v.Get("Name"), v.Get("Value")
		}
		object.Set(key.Str(), x)
	}
	if entries {
		return object.Value()
	}
	return value.ArrayOf(elems)
}
